package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.effect.Readout;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.Described;
import io.volute.core.stage.Entry;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Metrics;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Books costs and benefits by month and draws the paths of the net value. */
public final class KeepBooks implements Step<KeepBooks.Input, KeepBooks.Output> {

    /** Declared costs, the effects, and when challengers were trained. */
    public record Input(
            @FromSpec List<CostSpec> costs,
            @FromSpec int paths,
            Optional<Artifact<Readout>> readout,
            Artifact<Challenges> challenges,
            @Entry("costs") Optional<Artifact<DecisionCosts>> decisionCosts,
            Artifact<Objective> objective,
            long seed) {}

    /** The book, and its transactions for the ledger's tables; without declared costs there is nothing to book. */
    public record Output(
            Optional<Artifact<Book>> ledger, List<Transaction> transactions, Metrics metrics, String summary)
            implements Described {
        /** Copies. */
        public Output {
            transactions = List.copyOf(transactions);
        }
    }

    /** Without state. */
    @Inject
    public KeepBooks() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        if (input.decisionCosts().isEmpty() || input.readout().isEmpty()) {
            return new Output(
                    Optional.empty(), List.of(), new Metrics(new TreeMap<>()), "nothing booked: no scoping.costs");
        }
        if (input.costs().isEmpty()) {
            throw new VoluteException(
                    BusinessAnalysisError.NO_COSTS,
                    "business-analysis.costs: none, while scoping.objective is written (expected: at least what people"
                            + " cost; nothing is free)\nfix: write costs: [{name: building it, kind: people, amount: 24000,"
                            + " per: first-training, owner: finance, source: planning rates}]");
        }
        var readout = context.load(Readout.class, input.readout().get());
        var challenges = context.load(Challenges.class, input.challenges());
        var currency =
                context.load(DecisionCosts.class, input.decisionCosts().get()).currency();
        var objective = context.load(Objective.class, input.objective());
        var calendar = Calendar.of(readout, challenges);
        var entries = new Entries(input.costs(), readout, challenges, calendar, objective);
        Book book = new Bookkeeper(calendar, entries, currency, objective).book(input.paths(), input.seed());
        return new Output(
                Optional.of(context.write(Book.class, book)),
                entries.transactions(),
                metrics(book),
                "spent " + Numbers.amount(book.cost(), currency) + " · saved "
                        + Numbers.money(book.benefit(), currency));
    }

    private static Metrics metrics(Book book) {
        SortedMap<String, Double> values = new TreeMap<>();
        values.put("cost", book.cost().doubleValue());
        book.benefit().found().map(Estimate::estimate).ifPresent(value -> values.put("benefit", value));
        values.put("break-even-probability", book.breakEven().probability());
        return new Metrics(values);
    }
}
