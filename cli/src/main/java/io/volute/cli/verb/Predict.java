package io.volute.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.modeling.ModelRuntime;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Project;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataEngineeringSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code volute predict}. */
@Command(
        name = "predict",
        header = "Score the rows of a CSV file with the released model, or with that of one candidate.",
        description = {
            "The file has the columns of the contract that the model reads, in any order; other columns are ignored. Says"
                    + " for each row the probability, and whether the model of the release in force would act; of several"
                    + " classes the most probable one and the probability of each, of a number the prediction. Nothing"
                    + " is assigned and nothing is logged."
        },
        footer = {
            "",
            "Examples:",
            "  volute predict new.csv > scores.csv",
            "  volute predict new.csv --key logistic --json"
        })
public final class Predict implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Parameters(paramLabel = "FILE", description = "A CSV file with a header.")
    private Path file;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The model of this candidate (default: that of the release in force).")
    private Optional<String> key;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write the scores (default: standard output).")
    private Optional<Path> out;

    /** In these surroundings. */
    public Predict(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            DataEngineeringSpec data = workplace.spec().section("data-engineering", DataEngineeringSpec.class);
            Chosen chosen = chosen(workplace.project());
            ModelRuntime.Scorer scorer = workplace.instance(ModelRuntime.class).load(chosen.model());
            Table rows = new RowsToScore(data, scorer.samples())
                    .read(surroundings.folder().resolve(file));
            Predictions scores = Predictions.of(scorer, rows);
            if (talk.json()) {
                Json.print(document(chosen, scores), surroundings.terminal().results());
            } else if (out.isPresent()) {
                write(surroundings.folder().resolve(out.get()), lines(chosen, scores));
            } else {
                Terminal.Channel channel = surroundings.terminal().results();
                lines(chosen, scores).forEach(channel::line);
            }
            return ExitCode.DONE;
        }
    }

    /** A model, and the release that decides by it where one is in force. */
    private record Chosen(ModelPackage model, Optional<Release> release) {
        /** Where the release acts; empty where no release or no costs say so. */
        Optional<Double> threshold() {
            return release.flatMap(Release::threshold);
        }
    }

    private Chosen chosen(Project project) {
        if (key.isPresent()) {
            return new Chosen(project.load(ModelPackage.class, "model", key.get()), Optional.empty());
        }
        return project.find(Release.class, "release")
                .map(release -> released(project, release))
                .orElseGet(() -> new Chosen(champion(project), Optional.empty()));
    }

    private static Chosen released(Project project, Release release) {
        Artifact<ModelPackage> model = release.model()
                .orElseThrow(() -> new VoluteException(
                        CoreError.UNKNOWN_SUBJECT,
                        "release " + release.id() + ": has no model, today's rule decides alone (volute why"
                                + " deployment.gate says why; --key asks a candidate all the same)"));
        return new Chosen(project.load(ModelPackage.class, model), Optional.of(release));
    }

    private static ModelPackage champion(Project project) {
        return project.find(ModelPackage.class, "model", "champion")
                .orElseThrow(() -> new VoluteException(
                        CoreError.UNKNOWN_SUBJECT,
                        "model@champion: there is none yet (make one with: volute run modeling)"));
    }

    private static ObjectNode document(Chosen chosen, Predictions scores) {
        ObjectNode document = Json.object();
        document.putObject("model")
                .put("trainer", chosen.model().trainer())
                .put("knownUntil", chosen.model().knownUntil().toString())
                .put("trainedRows", chosen.model().trainedRows())
                .put("framing", scores.framing().name());
        chosen.release().ifPresent(release -> {
            ObjectNode node = document.putObject("release");
            node.put("id", release.id());
            release.threshold().ifPresent(threshold -> node.put("threshold", threshold));
            release.recipe().ifPresent(recipe -> node.put("recipe", recipe));
            release.model().ifPresent(model -> node.put("digest", model.digest().toString()));
        });
        document.put("rows", scores.rows());
        ArrayNode predictions = document.putArray("predictions");
        for (int row = 0; row < scores.rows(); row++) {
            predictions.add(scores.document(row, chosen.threshold()));
        }
        return document;
    }

    private static List<String> lines(Chosen chosen, Predictions scores) {
        List<String> lines = new ArrayList<>();
        lines.add(scores.header(chosen.threshold()));
        for (int row = 0; row < scores.rows(); row++) {
            lines.add(scores.line(row, chosen.threshold()));
        }
        return lines;
    }

    private static void write(Path target, List<String> lines) {
        try {
            Files.write(target, lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new VoluteException(
                    CoreError.STORAGE,
                    "the scores cannot be written to " + target + " (expected: a writable folder)",
                    e);
        }
    }
}
