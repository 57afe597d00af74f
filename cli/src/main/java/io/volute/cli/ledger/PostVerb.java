package io.volute.cli.ledger;

import io.volute.businessanalysis.ledger.HandLedger;
import io.volute.businessanalysis.ledger.PostingFile;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.cli.verb.Talk;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.spec.SpecLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code volute ledger post}. */
@Command(
        name = "post",
        header = "Post costs, estimates, their states and benefits out of a file; all of it, or nothing.",
        description = {
            "The file holds cost, estimate, benefit, or lists: costs, estimates, states, benefits. A row bears the newest"
                    + " date of the project: an older date shows the books without it.",
            "Exit code 2 when something is refused; then nothing is booked."
        },
        footer = {"", "Examples:", "  volute ledger post costs-2026-06.yaml", "  volute ledger post launch.yaml --json"
        })
public final class PostVerb implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Parameters(paramLabel = "FILE", description = "What to post.")
    private Path file;

    /** In these surroundings. */
    public PostVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path path = surroundings.folder().resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new VoluteException(
                    CoreError.USAGE,
                    file + ": " + (Files.exists(path) ? "is no regular file" : "is not there")
                            + " (expected: a file with what to post)");
        }
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            PostingFile posting = workplace.instance(SpecLoader.class).read(path, PostingFile.class);
            HandLedger.Desk desk = Books.desk(workplace, surroundings);
            Books.tell(workplace.instance(HandLedger.class).post(desk, posting.all()), "posted", talk, surroundings);
            return ExitCode.DONE;
        }
    }
}
