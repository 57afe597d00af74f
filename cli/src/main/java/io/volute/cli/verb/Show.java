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
import io.volute.core.catalog.AliasMove;
import io.volute.core.catalog.Catalog;
import io.volute.core.catalog.Version;
import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import io.volute.core.error.VoluteException;
import io.volute.core.journal.StepRun;
import io.volute.core.journal.StepRuns;
import io.volute.core.run.Answers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code volute show}. */
@Command(
        name = "show",
        header = "Show what is behind a name: an entry, a version, a digest, a step's output, a run.",
        footer = {
            "",
            "Examples:",
            "  volute show entries                  the catalog",
            "  volute show evaluation               the newest version of an entry",
            "  volute show model@champion           where an alias points",
            "  volute show model --key boosting --version 1",
            "  volute show modeling.judge           what a step returned",
            "  volute show 7                        what a run did",
            "  volute show sha256:1f2e3d            an artifact by its digest, or the beginning of it"
        })
public final class Show implements Callable<Integer> {
    private static final Pattern RUN = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{4,64}");

    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            defaultValue = "entries",
            description = "What to show; see the examples (default: entries).")
    private String id;

    @Option(names = "--key", paramLabel = "KEY", description = "The entry's or step's key.")
    private Optional<String> key;

    @Option(names = "--slot", paramLabel = "SLOT", description = "The entry's or step's slot.")
    private Optional<String> slot;

    @Option(names = "--version", paramLabel = "N", description = "This version of the entry (default: the newest).")
    private Optional<Long> version;

    @Option(names = "--limit", paramLabel = "ROWS", defaultValue = "20", description = "Rows of a table (default: 20).")
    private int limit;

    /** In these surroundings. */
    public Show(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            Terminal.Channel channel = surroundings.terminal().results();
            if (id.equals("entries")) {
                showEntries(workplace.catalog(), channel);
            } else if (RUN.matcher(id).matches()) {
                showRun(workplace, Long.parseLong(id), channel);
            } else if (DIGEST.matcher(id).matches()) {
                showVersion(workplace, one(workplace.catalog().versionsOf(id)), channel);
            } else if (id.indexOf('@') > 0) {
                showAlias(workplace, Aliased.parse(id), channel);
            } else if (id.indexOf('.') > 0) {
                showOutput(workplace, channel);
            } else {
                refuseLeftOut(workplace);
                showVersion(workplace, newest(workplace.catalog(), id), channel);
            }
            return ExitCode.DONE;
        }
    }

    private void showEntries(Catalog catalog, Terminal.Channel channel) {
        TreeMap<String, Version> newest = new TreeMap<>();
        catalog.versions()
                .forEach(found -> newest.put(found.entry() + "\n" + found.key() + "\n" + found.slot(), found));
        ArrayNode list = Json.array();
        TextTable table = new TextTable("entry", "key", "slot", ">version", "digest", "made by");
        newest.values().forEach(found -> {
            list.add(document(found));
            table.row(
                    found.entry(),
                    found.key(),
                    found.slot(),
                    String.valueOf(found.number()),
                    found.digest().brief(),
                    found.step());
        });
        if (talk.json()) {
            ObjectNode document = Json.object();
            document.set("entries", list);
            Json.print(document, channel);
        } else {
            table.print(channel);
        }
    }

    private void showRun(Workplace workplace, long run, Terminal.Channel channel) {
        List<StepRun> steps =
                new StepRuns(workplace.database().jdbi(), workplace.project().id()).of(run);
        Answers.RunEntry entry = workplace.project().answers().runs().stream()
                .filter(candidate -> candidate.run() == run)
                .findFirst()
                .orElseThrow(() -> unknown("run " + run + ": there is none", Optional.empty()));
        ObjectNode document = Json.object()
                .put("run", run)
                .put("pass", entry.pass())
                .put("asOf", entry.asOf().toString())
                .put("cause", entry.cause())
                .put("state", entry.state())
                .put("why", entry.why());
        ArrayNode list = document.putArray("steps");
        TextTable table = new TextTable("step", "key", "slot", "result", ">ms", "summary");
        steps.forEach(step -> {
            list.addObject()
                    .put("step", step.step())
                    .put("key", step.key())
                    .put("slot", step.slot())
                    .put("kind", step.kind())
                    .put("millis", step.millis())
                    .put("summary", step.summary());
            table.row(
                    step.step(),
                    step.key(),
                    step.slot(),
                    step.kind().toLowerCase(Locale.ROOT),
                    String.valueOf(step.millis()),
                    step.summary());
        });
        if (talk.json()) {
            Json.print(document, channel);
        } else {
            channel.line("run " + run + " · pass " + entry.pass() + " · as of "
                    + entry.asOf().toString().substring(0, 10) + " · " + entry.cause() + " · "
                    + entry.state().toLowerCase(Locale.ROOT)
                    + (entry.why().isEmpty() ? "" : ": " + entry.why()));
            table.print(channel);
        }
    }

    private void showAlias(Workplace workplace, Aliased alias, Terminal.Channel channel) {
        List<AliasMove> moves = workplace.catalog().aliases().stream()
                .filter(move ->
                        move.entry().equals(alias.entry()) && move.alias().equals(alias.alias()))
                .toList();
        if (moves.isEmpty()) {
            throw unknown(alias + ": points nowhere yet", Optional.empty());
        }
        ObjectNode document = Json.object().put("alias", alias.toString());
        ArrayNode list = document.putArray("moves");
        TextTable table = new TextTable("as of", ">pass", "key", "digest", "by", "why");
        moves.forEach(move -> {
            list.addObject()
                    .put("asOf", move.asOf().toString())
                    .put("pass", move.pass())
                    .put("key", move.key())
                    .put("digest", move.digest().toString())
                    .put("byHand", move.byHand())
                    .put("why", move.why());
            table.row(
                    move.asOf().toString().substring(0, 10),
                    String.valueOf(move.pass()),
                    move.key(),
                    move.digest().brief(),
                    move.byHand() ? "hand" : "step",
                    move.why());
        });
        if (talk.json()) {
            Json.print(document, channel);
        } else {
            table.print(channel);
        }
    }

    private void showOutput(Workplace workplace, Terminal.Channel channel) {
        List<Answers.Stored> outputs = workplace.project().answers().outputs(id).stream()
                .filter(stored -> !stored.output().isEmpty())
                .filter(stored -> key.isEmpty() || key.get().equals(stored.key()))
                .filter(stored -> slot.isEmpty() || slot.get().equals(stored.slot()))
                .toList();
        ObjectNode document = Json.object().put("step", id);
        ArrayNode list = document.putArray("outputs");
        outputs.forEach(stored -> list.addObject()
                .put("key", stored.key())
                .put("slot", stored.slot())
                .put("asOf", stored.asOf().toString())
                .put("run", stored.run())
                .put("summary", stored.summary())
                .set("output", Json.parse(stored.output())));
        Json.print(document, channel);
    }

    private void showVersion(Workplace workplace, Version found, Terminal.Channel channel) {
        Content content = new Content(workplace, limit);
        if (talk.json()) {
            ObjectNode document = document(found);
            document.set("content", content.document(found.digest()));
            Json.print(document, channel);
        } else {
            channel.line(found.entry() + (found.key().isEmpty() ? "" : " " + found.key())
                    + (found.slot().isEmpty() ? "" : " " + found.slot()) + " · version " + found.number() + " · "
                    + found.step() + ", run " + found.run() + " · " + found.digest());
            content.print(found.digest(), channel);
        }
    }

    /** An entry that the newest result leaves out is not there, whatever there was before. */
    private void refuseLeftOut(Workplace workplace) {
        if (version.isPresent()) {
            return;
        }
        workplace.project().answers().leftOut(id).ifPresent(stored -> {
            long versions = workplace.catalog().versions(id).stream()
                    .filter(found -> found.key().isEmpty())
                    .count();
            throw unknown(
                    id + ": " + stored.step() + " leaves it out since run " + stored.run() + " (expected: "
                            + (versions == 0
                                    ? "an entry that is there"
                                    : "an entry that is there, or --version to see what was")
                            + ")",
                    Optional.empty());
        });
    }

    private Version newest(Catalog catalog, String entry) {
        List<Version> found = catalog.versions(entry).stream()
                .filter(candidate -> key.isEmpty() || key.get().equals(candidate.key()))
                .filter(candidate -> slot.isEmpty() || slot.get().equals(candidate.slot()))
                .filter(candidate -> version.isEmpty() || version.get() == candidate.number())
                .toList();
        if (found.isEmpty()) {
            TreeSet<String> known = new TreeSet<>();
            catalog.versions().forEach(candidate -> known.add(candidate.entry()));
            String expected = known.isEmpty() ? "a project that has run" : "one of: " + String.join(", ", known);
            throw unknown(
                    Excerpt.of(entry) + ": no such entry, key, slot or version (expected " + expected + ")",
                    Nearest.of(entry, known).filter(name -> !name.equals(entry)));
        }
        return found.get(found.size() - 1);
    }

    private Version one(List<Version> found) {
        long different = found.stream().map(Version::digest).distinct().count();
        if (different > 1) {
            throw unknown(id + ": " + different + " artifacts begin so (expected: more digits)", Optional.empty());
        }
        return found.stream()
                .findFirst()
                .orElseThrow(() -> unknown(id + ": no version of an entry has this digest", Optional.empty()));
    }

    private static VoluteException unknown(String message, Optional<String> near) {
        String advice = near.map(name -> ". Did you mean " + name + "?").orElse("");
        return new VoluteException(CoreError.UNKNOWN_SUBJECT, message + advice);
    }

    private static ObjectNode document(Version found) {
        return Json.object()
                .put("entry", found.entry())
                .put("key", found.key())
                .put("slot", found.slot())
                .put("version", found.number())
                .put("digest", found.digest().toString())
                .put("step", found.step())
                .put("run", found.run());
    }
}
