package io.volute.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.output.TextTable;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code volute lineage}. */
@Command(
        name = "lineage",
        header = "Follow what was made of what: up to the sources, or down to everything that used it.",
        description = {
            "The subject is a figure, a step, an entry of the catalog, or the digest of an artifact or source. One line for"
                    + " each step; --verbose lists every slot and run."
        },
        footer = {
            "",
            "Examples:",
            "  volute lineage effect.paired                     from the figure to the source file's digest",
            "  volute lineage data-engineering.ingest --down    from the data to the report",
            "  volute lineage 'modeling.train boosting'"
        })
public final class Lineage implements Callable<Integer> {
    private static final int BRIEF = "sha256:".length() + 12;

    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Parameters(
            arity = "1..3",
            paramLabel = "SUBJECT",
            description = "What to follow; a step may be followed by its key and slot.")
    private List<String> subject;

    @Option(names = "--up", description = "To what it was made of (default).")
    private boolean up;

    @Option(names = "--down", description = "To what was made of it.")
    private boolean down;

    /** In these surroundings. */
    public Lineage(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (up && down) {
            throw new VoluteException(CoreError.USAGE, "--up and --down (expected: one of them)");
        }
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            io.volute.core.run.Lineage lineage = workplace.project().answers().lineage();
            String asked = String.join(" ", subject);
            List<io.volute.core.run.Lineage.Line> lines = down ? lineage.down(asked) : lineage.up(asked);
            Terminal.Channel channel = surroundings.terminal().results();
            if (talk.json()) {
                ObjectNode document = Json.object().put("subject", asked).put("direction", down ? "down" : "up");
                ArrayNode list = document.putArray("lines");
                lines.forEach(line -> list.addObject()
                        .put("distance", line.distance())
                        .put("subject", line.subject())
                        .put("slot", line.slot())
                        .put("asOf", line.asOf().toString())
                        .put("kind", line.kind())
                        .put("digest", line.digest()));
                Json.print(document, channel);
            } else if (talk.verbose()) {
                TextTable table = new TextTable("what", "as of", "by", "digest");
                lines.forEach(line -> table.row(
                        indented(line, line.subject()), day(line), line.kind().toLowerCase(Locale.ROOT), digest(line)));
                table.print(channel);
            } else {
                tell(lines, channel);
            }
            return ExitCode.DONE;
        }
    }

    /** One line for each step, whatever its slots and however often it ran. */
    private static void tell(List<io.volute.core.run.Lineage.Line> lines, Terminal.Channel channel) {
        Map<String, List<io.volute.core.run.Lineage.Line>> bySubject = new LinkedHashMap<>();
        lines.forEach(line -> bySubject
                .computeIfAbsent(line.step(), subject -> new ArrayList<>())
                .add(line));
        TextTable table = new TextTable("what", "slots", "as of", "digest");
        bySubject.forEach((subject, all) -> {
            long digests = all.stream()
                    .map(io.volute.core.run.Lineage.Line::digest)
                    .distinct()
                    .count();
            table.row(
                    indented(all.get(0), subject),
                    range(all.stream().map(io.volute.core.run.Lineage.Line::slot)),
                    range(all.stream().map(Lineage::day)),
                    digests == 1 ? digest(all.get(0)) : digests + " digests");
        });
        table.print(channel);
        if (bySubject.size() < lines.size()) {
            channel.line("  " + lines.size() + " step runs and sources in all: --verbose lists them, --json too");
        }
    }

    private static String range(Stream<String> values) {
        TreeSet<String> sorted = values.collect(Collectors.toCollection(TreeSet::new));
        return sorted.size() == 1 ? sorted.first() : sorted.first() + " … " + sorted.last();
    }

    private static String indented(io.volute.core.run.Lineage.Line line, String text) {
        return "  ".repeat(Math.min(line.distance(), 12)) + text;
    }

    private static String day(io.volute.core.run.Lineage.Line line) {
        return line.asOf().toString().substring(0, 10);
    }

    /** A source is what an auditor compares, so its digest stands in full. */
    private static String digest(io.volute.core.run.Lineage.Line line) {
        boolean whole = line.kind().equals("SOURCE") || line.digest().length() <= BRIEF;
        return whole ? line.digest() : line.digest().substring(0, BRIEF);
    }
}
