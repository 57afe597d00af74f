package io.volute.cli.verb;

import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.Example;
import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import io.volute.core.error.VoluteException;
import io.volute.dataengineering.proposal.Proposer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code volute init}. */
@Command(
        name = "init",
        header = "Write a commented volute.yaml to start from.",
        description = {
            "For a table of your own the whole of it is read: types that fit every value, checks that held, columns that"
                    + " suspiciously tell the label, a split and candidates. The spec runs as it is and says what only"
                    + " people can know. Or copies an example with its data."
        },
        footer = {
            "",
            "Examples:",
            "  volute init --data orders.csv --label cancelled --time ordered && volute run",
            "  volute init --data '${env:CRM_URL}' --table public.orders --label cancelled",
            "  volute init --example birdstrikes my-project"
        })
public final class Init implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private FileFormat format;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description =
                    "Where to (default: this folder for a table, a folder named like the example for an example).")
    private Optional<Path> folder;

    @Option(names = "--example", paramLabel = "NAME", description = "The example to copy: birdstrikes.")
    private Optional<String> example;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The table: a file, or a PostgreSQL database by the variable that holds its URL,"
                    + " '$${env:NAME}', with --table or --query.")
    private Optional<String> data;

    @Option(names = "--label", paramLabel = "COLUMN", description = "The column of the table to predict.")
    private Optional<String> label;

    @Option(
            names = "--time",
            paramLabel = "COLUMN",
            description = "The column that says when the decision is taken (default: none does).")
    private Optional<String> time;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "classes or number (default: text, bool or at most 2 distinct values are classes, and so are"
                    + " whole numbers with 3 to 20; else a number).")
    private Optional<String> task;

    @Option(names = "--table", paramLabel = "NAME", description = "The table of the database.")
    private Optional<String> table;

    @Option(names = "--query", paramLabel = "SQL", description = "One SELECT that gives the rows, instead of --table.")
    private Optional<String> query;

    /** In these surroundings. */
    public Init(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (data.isPresent() == example.isPresent()) {
            throw new VoluteException(
                    CoreError.USAGE,
                    "init from what? (expected: --data FILE --label COLUMN, or --example " + Example.NAME + ")");
        }
        return data.isPresent() ? fromTable(data.get()) : fromExample(example.orElseThrow());
    }

    private Integer fromTable(String from) {
        String target = label.orElseThrow(() -> new VoluteException(
                CoreError.USAGE, "--label: which column is to be predicted? (expected: --label COLUMN)"));
        Proposer proposer = new Proposer(target, time, task.map(Init::task));
        Path into = surroundings.folder().resolve(folder.orElse(Path.of("")));
        OwnTable own = new OwnTable(from, table, query, format, surroundings, into);
        OwnTable.Written written = own.propose(proposer);
        if (talk.json()) {
            Json.print(written.document(), surroundings.terminal().results());
        } else {
            written.print(talk.progress(surroundings.terminal()), folder);
        }
        return ExitCode.DONE;
    }

    private static Proposer.Task task(String text) {
        return switch (text) {
            case "classes" -> Proposer.Task.CLASSES;
            case "number" -> Proposer.Task.NUMBER;
            default ->
                throw new VoluteException(
                        CoreError.USAGE, "--task " + Excerpt.of(text) + " (expected: classes or number)");
        };
    }

    private Integer fromExample(String name) {
        if (!name.equals(Example.NAME)) {
            String near = Nearest.of(name, List.of(Example.NAME))
                    .map(known -> ". Did you mean " + known + "?")
                    .orElse("");
            throw new VoluteException(
                    CoreError.USAGE,
                    "--example: " + Excerpt.of(name) + " (expected one of: " + Example.NAME + ")" + near);
        }
        Path target = surroundings.folder().resolve(folder.orElse(Path.of(name)));
        Path spec = Example.copyTo(target);
        if (talk.json()) {
            Json.print(
                    Json.object().put("spec", spec.toAbsolutePath().toString()),
                    surroundings.terminal().results());
        } else {
            Terminal.Channel channel = talk.progress(surroundings.terminal());
            channel.line("  " + spec + "  a spec to read and change, with its data");
            channel.line("  next  cd " + target + " && volute run");
        }
        return ExitCode.DONE;
    }
}
