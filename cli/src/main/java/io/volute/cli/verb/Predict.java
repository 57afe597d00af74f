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
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.modeling.ModelRuntime;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
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
        header = "Score the rows of a CSV file with the champion, or with the model of one candidate.",
        description = {
            "The file has the columns of the contract that the model reads, in any order; other columns are ignored. No"
                    + " decision is made and nothing is logged."
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

    @Option(names = "--key", paramLabel = "KEY", description = "The model of this candidate (default: the champion).")
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
            ModelPackage model = model(workplace);
            ModelRuntime.Scorer scorer = workplace.instance(ModelRuntime.class).load(model);
            Table rows = new RowsToScore(data, scorer.samples())
                    .read(surroundings.folder().resolve(file));
            double[] scores = scorer.score(rows);
            if (talk.json()) {
                Json.print(document(model, scores), surroundings.terminal().results());
            } else if (out.isPresent()) {
                write(surroundings.folder().resolve(out.get()), lines(scores));
            } else {
                Terminal.Channel channel = surroundings.terminal().results();
                lines(scores).forEach(channel::line);
            }
            return ExitCode.DONE;
        }
    }

    private ModelPackage model(Workplace workplace) {
        if (key.isPresent()) {
            return workplace.project().load(ModelPackage.class, "model", key.get());
        }
        return workplace
                .project()
                .find(ModelPackage.class, "model", "champion")
                .orElseThrow(() -> new VoluteException(
                        CoreError.UNKNOWN_SUBJECT,
                        "model@champion: there is none yet (make one with: volute run modeling)"));
    }

    private static ObjectNode document(ModelPackage model, double[] scores) {
        ObjectNode document = Json.object();
        document.putObject("model")
                .put("trainer", model.trainer())
                .put("knownUntil", model.knownUntil().toString())
                .put("trainedRows", model.trainedRows());
        document.put("rows", scores.length);
        ArrayNode predictions = document.putArray("predictions");
        for (int row = 0; row < scores.length; row++) {
            predictions.addObject().put("row", row + 1).put("probability", scores[row]);
        }
        return document;
    }

    private static List<String> lines(double[] scores) {
        List<String> lines = new ArrayList<>();
        lines.add("row,probability");
        for (int row = 0; row < scores.length; row++) {
            lines.add((row + 1) + "," + scores[row]);
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
