package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Module;
import com.google.inject.name.Named;
import com.google.inject.name.Names;
import io.volute.businessanalysis.BusinessAnalysisModule;
import io.volute.core.Volute;
import io.volute.core.artifact.Digest;
import io.volute.core.database.DatabaseAddress;
import io.volute.core.run.Engine;
import io.volute.core.run.Project;
import io.volute.core.run.RunReport;
import io.volute.core.run.RunRequest;
import io.volute.core.run.State;
import io.volute.core.run.Status;
import io.volute.core.spec.Doc;
import io.volute.core.stage.StageBinder;
import io.volute.dataengineering.DataEngineeringModule;
import io.volute.deployment.DeploymentModule;
import io.volute.duckdb.DuckDbModule;
import io.volute.modeling.ModelingModule;
import io.volute.modeling.model.Complexity;
import io.volute.modeling.model.ConstantModel;
import io.volute.modeling.trainer.Trainer;
import io.volute.modeling.trainer.TrainingRows;
import io.volute.monitoring.MonitoringModule;
import io.volute.scoping.ScopingModule;
import io.volute.testing.postgres.TestPostgres;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Volute as a library over one database and store, with the trainer of Volute's behind the name {@code logistic}, then
 * with another one behind it: first another class, then the same class in another revision.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SwappedTrainerIT {
    private static final Module NOTHING = binder -> {};

    @TempDir
    private static Path temporary;

    private static DatabaseAddress database;
    private static Checkout checkout;
    private static Digest ours;

    /** Says the share of events as Volute's {@code prior} does, under the name and with the options of another. */
    static final class ShareTrainer implements Trainer {
        private final int revision;

        record Options(@Doc("is not used") double l2) {}

        @Inject
        ShareTrainer(@Named("revision") int revision) {
            this.revision = revision;
        }

        @Override
        public int revision() {
            return revision;
        }

        @Override
        public Class<Options> options() {
            return Options.class;
        }

        @Override
        public Complexity.Family family() {
            return Complexity.Family.BASELINE;
        }

        @Override
        public Trained train(Record options, TrainingRows rows, long seed, Watch watch) {
            return new Trained(new ConstantModel((rows.positives() + revision) / (rows.rows() + 10.0)), 1);
        }
    }

    @BeforeAll
    static void goRoundTheLoop() {
        database = DatabaseAddress.parse(TestPostgres.shared().createDatabase().urlWithPassword());
        checkout = Checkout.of(temporary);
        checkout.editForSpeed();
        checkout.edit("    logistic-strong: {trainer: logistic, l2: 10}", "    prior: {trainer: prior}");
        try (Volute volute = volute(NOTHING)) {
            Project project = project(volute);
            RunReport report = project.run(RunRequest.asOf(Instant.parse("2000-01-01T00:00:00Z")), Engine.Watch.NOBODY);
            assertThat(report.error()).isEmpty();
            ours = model(project);
        }
    }

    @Test
    @Order(1)
    void anotherClassBehindTheNameMakesItsModelsStaleAndNothingBeforeThem() {
        try (Volute volute = volute(share(1))) {
            Project project = project(volute);
            assertThat(status(project, "modeling.train", "logistic"))
                    .returns(State.STALE, Status::state)
                    .extracting(Status::why)
                    .asString()
                    .contains("logistic", "another implementation");
            assertThat(status(project, "modeling.train", "prior").state()).isEqualTo(State.FRESH);
            assertThat(status(project, "modeling.features", "").state()).isEqualTo(State.FRESH);
            assertThat(status(project, "modeling.judge", "").state()).isEqualTo(State.WAITING);

            RunReport report = run(project);
            assertThat(report.steps())
                    .filteredOn(step -> step.status().equals("COMPUTED"))
                    .extracting(RunReport.StepReport::step)
                    .contains("modeling.train", "modeling.judge", "deployment.gate")
                    .doesNotContain("modeling.features", "data-engineering.ingest", "scoping.scope");
            assertThat(model(project)).isNotEqualTo(ours);
        }
    }

    @Test
    @Order(2)
    void anotherRevisionOfTheSameClassDoesTheSame() {
        Digest first;
        try (Volute volute = volute(share(1))) {
            first = model(project(volute));
        }
        try (Volute volute = volute(share(2))) {
            Project project = project(volute);
            assertThat(status(project, "modeling.train", "logistic").state()).isEqualTo(State.STALE);
            assertThat(status(project, "modeling.features", "").state()).isEqualTo(State.FRESH);
            run(project);
            assertThat(model(project)).isNotEqualTo(first).isNotEqualTo(ours);
        }
    }

    @Test
    @Order(3)
    void theFirstTrainerFindsItsOwnModelAgain() {
        try (Volute volute = volute(NOTHING)) {
            Project project = project(volute);
            RunReport report = run(project);
            assertThat(report.count("COMPUTED")).isZero();
            assertThat(model(project)).isEqualTo(ours);
        }
    }

    private static Module share(int revision) {
        return binder -> {
            StageBinder.replacement(binder, Trainer.class, "logistic", ShareTrainer.class);
            binder.bindConstant().annotatedWith(Names.named("revision")).to(revision);
        };
    }

    private static Volute volute(Module override) {
        return Volute.open(database, temporary.resolve("store"))
                .install(
                        new ScopingModule(),
                        new DataEngineeringModule(),
                        new ModelingModule(),
                        new DeploymentModule(),
                        new MonitoringModule(),
                        new BusinessAnalysisModule(),
                        new DuckDbModule())
                .override(override)
                .build();
    }

    private static Project project(Volute volute) {
        return volute.project(checkout.file("volute.yaml"));
    }

    private static RunReport run(Project project) {
        RunReport report = project.run(RunRequest.ofAll(), Engine.Watch.NOBODY);
        assertThat(report.error()).isEmpty();
        return report;
    }

    private static Digest model(Project project) {
        return project.answers().digest("model", "logistic", "").orElseThrow();
    }

    private static Status status(Project project, String step, String key) {
        List<Status> found = project.status().stream()
                .filter(status -> status.step().equals(step) && status.key().equals(key))
                .toList();
        assertThat(found).as("%s %s", step, key).hasSize(1);
        return found.get(0);
    }
}
