package io.volute.cli.ledger;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.ledger.BookMonth;
import io.volute.businessanalysis.ledger.HandLedger;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.cli.verb.Talk;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Project;
import io.volute.core.run.State;
import io.volute.core.run.Status;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code volute ledger close}. */
@Command(
        name = "close",
        header = "Close a month, and every open one before it: its lines stay as they are.",
        description = {
            "What changes in a closed month from then on is booked as an adjustment in the first open one. Nothing opens"
                    + " a month again."
        },
        footer = {"", "Example:", "  volute ledger close 2026-06"})
public final class CloseVerb implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Parameters(paramLabel = "PERIOD", description = "The month, such as 2026-06.")
    private String period;

    /** In these surroundings. */
    public CloseVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        BookMonth month = Books.month(period);
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            requireFresh(workplace.project());
            HandLedger.Desk desk = Books.desk(workplace, surroundings);
            Books.tell(workplace.instance(HandLedger.class).close(desk, month), "booked", talk, surroundings);
            return ExitCode.DONE;
        }
    }

    /** A closing keeps what the newest run derived; it must not be behind what is known already. */
    private static void requireFresh(Project project) {
        Optional<Status> behind = project.status().stream()
                .filter(line -> line.step().equals("business-analysis.ledger"))
                .filter(line -> line.state() != State.FRESH)
                .findFirst();
        behind.ifPresent(line -> {
            throw new VoluteException(
                    BusinessAnalysisError.LEDGER_STALE,
                    "the derived book is " + line.state().name().toLowerCase(java.util.Locale.ROOT)
                            + (line.why().isEmpty() ? "" : ": " + line.why())
                            + " (expected: fresh)\nfix: volute run business-analysis, then close");
        });
    }
}
