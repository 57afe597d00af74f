package io.volute.cli.ledger;

import io.volute.businessanalysis.ledger.Book;
import io.volute.businessanalysis.ledger.HandLedger;
import io.volute.businessanalysis.ledger.LedgerView;
import io.volute.businessanalysis.ledger.Ledgers;
import io.volute.businessanalysis.ledger.Maturity;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.cli.verb.Moments;
import io.volute.cli.verb.Talk;
import io.volute.core.run.Project;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code volute ledger show}. */
@Command(
        name = "show",
        header =
                "Show the books by month: cost, benefit by grade, net value with its interval, break-even; and how the loop matures.",
        description = {
            "Grades: A randomised, B quasi-experimental, C observed, D projected. The net value counts A and B only; C and"
                    + " D stand apart."
        },
        footer = {"", "Examples:", "  volute ledger show", "  volute ledger show --as-of 2026-06-30 --json"})
public final class ShowVerb implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Option(
            names = "--as-of",
            paramLabel = "T",
            description = "The books as they were known at this date (default: the newest).")
    private Optional<String> asOf;

    @Option(names = "--lines", description = "List the transactions too.")
    private boolean lines;

    /** In these surroundings. */
    public ShowVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Optional<Instant> asked = asOf.map(text -> Moments.asOf(text, surroundings.clock()));
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            Project project = workplace.project();
            Instant at = asked.orElseGet(() -> workplace
                    .instance(HandLedger.class)
                    .newest(project.id(), surroundings.clock().instant()));
            Ledgers ledgers = workplace.instance(Ledgers.class);
            LedgerView view =
                    ledgers.view(project.id(), workplace.spec().project(), at, book -> project.load(Book.class, book));
            Optional<Maturity> maturity =
                    ledgers.maturity(project.id(), at).map(artifact -> project.load(Maturity.class, artifact));
            if (talk.json()) {
                Json.print(
                        LedgerDocument.of(view, maturity),
                        surroundings.terminal().results());
            } else {
                LedgerText.print(view, lines, surroundings.terminal().results());
                maturity.ifPresent(known ->
                        MaturityText.print(known, surroundings.terminal().results()));
            }
            return ExitCode.DONE;
        }
    }
}
