package com.example.stump;

import io.volute.businessanalysis.BusinessAnalysisModule;
import io.volute.core.Volute;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.database.DatabaseAddress;
import io.volute.core.error.VoluteException;
import io.volute.core.event.RunEvent;
import io.volute.core.run.Engine;
import io.volute.core.run.Project;
import io.volute.core.run.RunReport;
import io.volute.core.run.RunRequest;
import io.volute.core.run.Selection;
import io.volute.core.spec.Spec;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.DataEngineeringModule;
import io.volute.deployment.DeploymentModule;
import io.volute.duckdb.DuckDbModule;
import io.volute.modeling.ModelingModule;
import io.volute.monitoring.MonitoringModule;
import io.volute.postgres.embedded.EmbeddedPostgres;
import io.volute.scoping.ScopingModule;
import io.volute.xgboost.XgboostModule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges the stump beside the candidates of a spec: {@code java -jar target/stump-1.0.jar SPEC FOLDER}. Database and
 * artifacts are kept in the folder, so that a second call computes nothing.
 */
public final class Embedding {
    private Embedding() {}

    public static void main(String[] arguments) {
        Path spec = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        try (EmbeddedPostgres server = EmbeddedPostgres.open(EmbeddedPostgres.Options.of(folder.resolve("postgres")));
                Volute volute = Volute.open(address(server), folder.resolve("store"))
                        .install(
                                new ScopingModule(),
                                new DataEngineeringModule(),
                                new ModelingModule(),
                                new DeploymentModule(),
                                new MonitoringModule(),
                                new BusinessAnalysisModule(),
                                new DuckDbModule(),
                                new XgboostModule(),
                                new StumpPlugin().module())
                        .build()) {
            Spec withStump = volute.specs().load(spec, List.of("modeling.candidates.stump={trainer: stump, min-rows: 100}"));
            print(judge(volute.project(withStump)));
        } catch (VoluteException e) {
            // Messages are written for whoever can act on them; the code says what kind of problem it is.
            System.err.println(e.code().code() + ": " + e.getMessage());
            System.exit(e.code().type().exitCode());
        }
    }

    private static DatabaseAddress address(EmbeddedPostgres server) {
        return new DatabaseAddress(
                "127.0.0.1",
                server.port(),
                "volute",
                server.user(),
                new DatabaseAddress.Password(server.password()),
                Map.of());
    }

    /** A pass as of 2000-01-01, as far as modeling. What is there already is reused. */
    private static Evaluation judge(Project project) {
        Instant asOf = Instant.parse("2000-01-01T00:00:00Z");
        RunRequest request = new RunRequest(Optional.of(asOf), Selection.asFarAs("modeling"), "by hand");
        RunReport report = project.run(request, new Engine.Watch(Embedding::tell, () -> false));
        report.error().ifPresent(error -> {
            throw error;
        });
        return project.load(Evaluation.class, "evaluation", "");
    }

    private static void tell(RunEvent event) {
        if (event instanceof RunEvent.StepEnded step) {
            System.out.printf("%-22s %-16s %s%n", step.step(), step.key(), step.status());
        }
    }

    private static void print(Evaluation evaluation) {
        System.out.printf("%n%-22s %-16s %s%n", "candidate", "log loss", "cost against today's rule");
        evaluation
                .candidates()
                .forEach((name, score) -> System.out.printf(
                        "%-22s %-16s %s%n",
                        name, Numbers.plain(score.metric(Evaluation.LOG_LOSS)), Numbers.money(score.costVersusRule(), "USD")));
        System.out.printf("%nchosen: %s%n%s%n", evaluation.chosen(), evaluation.why());
    }
}
