package io.volute.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Style;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.core.artifact.ArtifactStore;
import io.volute.core.artifact.Digest;
import io.volute.core.catalog.Catalog;
import io.volute.core.error.CoreError;
import io.volute.core.error.ErrorType;
import io.volute.core.error.VoluteException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code volute store}. */
@Command(
        name = "store",
        header = "Check the artifact store against the database, or delete what nothing refers to.",
        description = {
            "verify reads every artifact again and compares it with its digest; exit code 3 when one is missing or damaged."
                    + " gc says what it would delete, and deletes with --delete."
        },
        footer = {"", "Examples:", "  volute store verify", "  volute store gc --delete"})
public final class Store implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Parameters(paramLabel = "verify|gc", description = "What to do.")
    private String act;

    @Option(names = "--delete", description = "With gc: delete, rather than say what would be deleted.")
    private boolean delete;

    /** In these surroundings. */
    public Store(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!act.equals("verify") && !act.equals("gc")) {
            throw new VoluteException(CoreError.USAGE, "store " + act + ": unknown (expected one of: verify, gc)");
        }
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            return act.equals("verify") ? verify(workplace) : gc(workplace);
        }
    }

    private int verify(Workplace workplace) {
        Set<Digest> referenced = Catalog.referenced(workplace.database().jdbi());
        ArtifactStore.Verification found = workplace.store().verify(referenced);
        boolean clean = found.missing().isEmpty() && found.damaged().isEmpty();
        Terminal.Channel channel = surroundings.terminal().results();
        if (talk.json()) {
            ObjectNode document = Json.object().put("clean", clean).put("checked", found.checked());
            document.set("missing", list(found.missing()));
            document.set("damaged", list(found.damaged()));
            document.put("unreferenced", found.unreferenced().size());
            Json.print(document, channel);
        } else {
            channel.line("  " + count(found.checked()) + " artifacts checked  "
                    + (clean ? channel.styled(Style.GOOD, "clean") : ""));
            found.missing()
                    .forEach(digest -> channel.line("  " + channel.styled(Style.ERROR, "missing") + "  " + digest));
            found.damaged()
                    .forEach(digest -> channel.line("  " + channel.styled(Style.ERROR, "damaged") + "  " + digest));
            if (!found.unreferenced().isEmpty()) {
                channel.line("  " + count(found.unreferenced().size()) + " that nothing refers to (volute store gc)");
            }
            if (!clean) {
                channel.line("  next  put the files back from a backup, or compute them again: volute run --fresh");
            }
        }
        return clean ? ExitCode.DONE : ErrorType.DATA.exitCode();
    }

    private int gc(Workplace workplace) {
        var jdbi = workplace.database().jdbi();
        ArtifactStore.Collection collected = workplace.store().gc(digest -> Catalog.isReferenced(jdbi, digest), delete);
        Terminal.Channel channel = surroundings.terminal().results();
        if (talk.json()) {
            ObjectNode document = Json.object().put("deleted", delete).put("bytes", collected.bytes());
            document.set("artifacts", list(collected.removed()));
            document.put("temporaryFiles", collected.temporaryFiles());
            Json.print(document, channel);
        } else {
            channel.line("  " + count(collected.removed().size()) + " artifacts and " + collected.temporaryFiles()
                    + " temporary files, " + count(collected.bytes()) + " bytes, "
                    + (delete ? "deleted" : "would be deleted (volute store gc --delete)"));
        }
        return ExitCode.DONE;
    }

    private static ArrayNode list(List<Digest> digests) {
        ArrayNode list = Json.array();
        digests.forEach(digest -> list.add(digest.toString()));
        return list;
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
