package io.volute.cli.scope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.output.TextTable;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.cli.verb.Talk;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.run.SectionVersion;
import io.volute.core.spec.SpecChange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code volute scope diff}. */
@Command(
        name = "diff",
        header = "Compare two versions of the scope, key by key.",
        description = "Without numbers the newest is compared with the one before it.",
        footer = {"", "Examples:", "  volute scope diff", "  volute scope diff 1 3"})
public final class DiffVerb implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Parameters(index = "0", arity = "0..1", paramLabel = "A", description = "A version's number.")
    private Optional<Integer> first;

    @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "Another one's.")
    private Optional<Integer> second;

    /** In these surroundings. */
    public DiffVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            List<SectionVersion> versions = workplace.project().answers().versions("scoping");
            Terminal.Channel channel = surroundings.terminal().results();
            if (first.isEmpty() && versions.size() < 2) {
                if (talk.json()) {
                    Json.print(document(0, versions.size(), List.of()), channel);
                } else {
                    channel.line(
                            versions.isEmpty()
                                    ? "no version yet (volute run)"
                                    : "one version only: nothing to compare with");
                }
                return ExitCode.DONE;
            }
            SectionVersion to = load(versions, second.or(() -> first).orElse(versions.size()));
            SectionVersion from = load(versions, second.isPresent() ? first.orElseThrow() : Math.max(1, to.parent()));
            List<SpecChange> changes = LimitChanges.told(to.changesFrom(from, "scoping"), from.tree(), to.tree());
            if (talk.json()) {
                Json.print(document(from.number(), to.number(), changes), channel);
            } else if (changes.isEmpty()) {
                channel.line("no difference");
            } else {
                TextTable table = new TextTable("key", "scope " + from.number(), "scope " + to.number());
                changes.forEach(change -> table.row(change.path(), change.from().orElse(""), change.to()));
                table.print(channel);
            }
            return ExitCode.DONE;
        }
    }

    private static ObjectNode document(int from, int to, List<SpecChange> changes) {
        ObjectNode document = Json.object().put("from", from).put("to", to);
        document.set("changes", Decided.changes(changes));
        return document;
    }

    static SectionVersion load(List<SectionVersion> versions, int number) {
        if (number < 1 || number > versions.size()) {
            throw new VoluteException(
                    CoreError.UNKNOWN_SUBJECT,
                    "scope " + number + ": no such version (expected: "
                            + (versions.isEmpty() ? "none yet, volute run makes the first" : "1 to " + versions.size())
                            + ")");
        }
        return versions.get(number - 1);
    }
}
