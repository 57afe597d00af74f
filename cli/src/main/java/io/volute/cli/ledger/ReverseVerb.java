package io.volute.cli.ledger;

import io.volute.businessanalysis.ledger.HandLedger;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.cli.verb.Talk;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code volute ledger reverse}. */
@Command(
        name = "reverse",
        header =
                "Take back what was posted by hand: a transaction, or an estimate, which earns nothing from that day on.",
        description = {
            "A transaction is reversed in its month, or, where that is closed, in the first open one. Both stay in the"
                    + " books."
        },
        footer = {"", "Example:", "  volute ledger reverse c-118 --reason 'billed twice'"})
public final class ReverseVerb implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Parameters(paramLabel = "ID", description = "The transaction or estimate.")
    private String id;

    @Option(names = "--reason", required = true, paramLabel = "R", description = "The reason, for the record.")
    private String reason;

    /** In these surroundings. */
    public ReverseVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            HandLedger.Desk desk = Books.desk(workplace, surroundings);
            Books.tell(
                    List.of(workplace.instance(HandLedger.class).reverse(desk, id, reason)),
                    "booked",
                    talk,
                    surroundings);
            return ExitCode.DONE;
        }
    }
}
