package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.Reach;
import io.volute.businessanalysis.usage.Usage;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.Forecast;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.UnitValue;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.ByHand;
import io.volute.core.stage.Described;
import io.volute.core.stage.Entry;
import io.volute.core.stage.FigureLine;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Metrics;
import io.volute.core.stage.Previous;
import io.volute.core.stage.ReportedFigure;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Books costs and benefits by month and draws the paths of the net value. What people posted by hand up to the date of the
 * step is read beside it; months that they closed keep their lines.
 */
public final class KeepBooks implements Step<KeepBooks.Input, KeepBooks.Output> {

    /** Declared costs, the effects, and when challengers were trained. */
    public record Input(
            @FromSpec List<CostSpec> costs,
            @FromSpec int paths,
            Optional<Artifact<Readout>> readout,
            Artifact<Challenges> challenges,
            @Entry("costs") Optional<Artifact<DecisionCosts>> decisionCosts,
            Artifact<Objective> objective,
            Optional<ByHand> posted,
            SortedMap<String, Artifact<ExperimentReadout>> experiment,
            SortedMap<String, Artifact<Reach>> reach,
            Optional<Artifact<AsOf>> asOf,
            Optional<Artifact<Forecast>> forecast,
            @Previous @Entry("first-forecast") Optional<Artifact<Forecast>> firstForecast,
            @FromSpec Optional<List<RateSpec>> rates,
            Optional<SortedMap<String, Artifact<Usage>>> usage,
            long seed) {
        /** Without a forecast, and where nothing has a price. */
        public Input(
                List<CostSpec> costs,
                int paths,
                Optional<Artifact<Readout>> readout,
                Artifact<Challenges> challenges,
                Optional<Artifact<DecisionCosts>> decisionCosts,
                Artifact<Objective> objective,
                Optional<ByHand> posted,
                SortedMap<String, Artifact<ExperimentReadout>> experiment,
                SortedMap<String, Artifact<Reach>> reach,
                Optional<Artifact<AsOf>> asOf,
                long seed) {
            this(
                    costs,
                    paths,
                    readout,
                    challenges,
                    decisionCosts,
                    objective,
                    posted,
                    experiment,
                    reach,
                    asOf,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    seed);
        }

        /** The forecast of the first turn that made one; later turns know what came of it. */
        Optional<Forecast> expected(StepContext context) {
            return firstForecast.or(() -> forecast).map(artifact -> context.load(Forecast.class, artifact));
        }
    }

    /**
     * The book, how the loop matures, and the transactions for the ledger's tables; without declared costs there is nothing
     * to book.
     */
    public record Output(
            Optional<Artifact<Book>> ledger,
            Optional<Artifact<Maturity>> maturity,
            Optional<Artifact<Forecast>> firstForecast,
            List<Transaction> transactions,
            Optional<Standing> standing,
            List<ReportedFigure> figures,
            List<FigureLine> lines,
            Metrics metrics,
            String summary)
            implements Described {
        /** Copies. */
        public Output {
            transactions = List.copyOf(transactions);
            figures = List.copyOf(figures);
            lines = List.copyOf(lines);
        }
    }

    private final HandBooks hand;

    /** With the books that people keep. */
    @Inject
    public KeepBooks(HandBooks hand) {
        this.hand = hand;
    }

    @Override
    public int revision() {
        return 4;
    }

    @Override
    public Output run(Input input, StepContext context) {
        HandStore.Known known =
                input.posted().map(posted -> hand.at(posted.through())).orElseGet(HandStore.Known::nothing);
        Optional<Forecast> expected = input.expected(context);
        boolean decides = input.decisionCosts().isPresent() && input.readout().isPresent();
        var objective = context.load(Objective.class, input.objective());
        SortedMap<String, ExperimentReadout> experiments = load(input.experiment(), ExperimentReadout.class, context);
        List<DerivedEstimates.Candidate> derived = objective
                .measured()
                .map(measured -> new DerivedEstimates(
                                measured, experiments, load(input.reach(), Reach.class, context), known.book())
                        .all())
                .orElse(List.of());
        Optional<Usage> usage = usage(input, context);
        if (!decides && known.book().isEmpty() && derived.isEmpty() && usage.isEmpty()) {
            return new Output(
                    Optional.empty(),
                    Optional.empty(),
                    expected.map(one -> context.write(Forecast.class, one)),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    new Metrics(new TreeMap<>()),
                    "nothing booked: no scoping.costs");
        }
        SortedMap<String, DerivedEstimates.Earner> earners = new TreeMap<>();
        derived.forEach(one ->
                one.earner().ifPresent(earner -> earners.put(one.shipped().experiment(), earner)));
        HandBook hand = known.book()
                .with(earners.values().stream()
                        .map(DerivedEstimates.Earner::line)
                        .toList());
        Optional<String> declared = input.decisionCosts()
                .map(costs -> context.load(DecisionCosts.class, costs).currency())
                .or(() -> objective.measured().flatMap(MeasuredObjective::value).map(UnitValue::currency));
        String currency = currency(declared, input.decisionCosts().isPresent(), known.book(), input.rates());
        Optional<UsageCosts> used = usage.map(counts -> used(input, context, counts, currency));
        Optional<Entries> entries = decides ? Optional.of(entries(input, context, objective, used)) : Optional.empty();
        List<Accruals.Accrual> accruals = input.asOf().isEmpty()
                ? List.of()
                : new Accruals(
                                hand,
                                experiments,
                                earners,
                                context.load(AsOf.class, input.asOf().get()).instant())
                        .all();
        List<Transaction> computed =
                new ArrayList<>(entries.map(Entries::transactions).orElse(List.of()));
        computed.addAll(Accruals.transactions(
                accruals,
                hand,
                derived.stream().flatMap(one -> one.posted().stream()).collect(Collectors.toSet())));
        used.ifPresent(costs -> computed.addAll(costs.transactions()));
        var lines = new Lines(
                DerivedLines.settle(computed, known.kept(), known.book().closedThrough()),
                known.book().booked());
        Calendar calendar = entries.map(Entries::calendar)
                .orElseGet(() -> new Calendar(List.of()))
                .and(lines.months())
                .and(accruals.stream()
                        .flatMap(accrual -> accrual.months().stream())
                        .toList());
        Bookkeeper.Kept kept = new Bookkeeper(
                        calendar, lines, entries, accruals, currency, objective.unit(), verified(lines, hand))
                .keep(input.paths(), input.seed());
        List<Shipped> shipped = shipped(derived, accruals);
        SortedMap<String, String> digests = new TreeMap<>();
        input.experiment()
                .forEach((name, artifact) -> digests.put(name, artifact.digest().toString()));
        Book book = held(
                kept.book().with(shipped, used.map(UsageCosts::priced).orElse(List.of())), expected, input, context);
        Maturity maturity = new Maturing(
                        input.costs(),
                        input.readout().map(readout -> context.load(Readout.class, readout)),
                        context.load(Challenges.class, input.challenges()),
                        lines,
                        hand,
                        calendar,
                        used.map(UsageCosts::predictions).orElseGet(TreeMap::new))
                .of(currency);
        Artifact<Book> ledger = context.write(Book.class, book);
        Shown shown = new Shown(lines, hand, currency, shipped, digests);
        Optional<ShownRates> rates = used.map(costs -> new ShownRates(costs.rates(), lines, currency));
        return new Output(
                Optional.of(ledger),
                Optional.of(context.write(Maturity.class, maturity)),
                expected.map(one -> context.write(Forecast.class, one)),
                lines.derived(),
                kept.standing().map(standing -> standing.with(book)),
                both(shown.figures(ledger.digest()), rates.map(all -> all.figures(ledger.digest()))),
                both(shown.lines(), rates.map(ShownRates::lines)),
                metrics(book),
                book.months().isEmpty() && !shipped.isEmpty()
                        ? "nothing booked yet: " + shipped.get(0).experiment() + " is "
                                + shipped.get(0).state().text()
                        : "spent " + Numbers.amount(book.cost(), book.currency()) + " · saved "
                                + Numbers.money(book.benefit(), book.currency()));
    }

    /** Booked for estimates that units kept apart have confirmed. */
    private static Optional<BigDecimal> verified(Lines lines, HandBook book) {
        return book.lines().values().stream()
                .filter(line -> line.state() == EstimateState.VERIFIED)
                .map(line -> line.estimate().id())
                .map(id -> lines.earned(id))
                .reduce(BigDecimal::add);
    }

    /** Held against what was expected of it. */
    private static Book held(Book book, Optional<Forecast> expected, Input input, StepContext context) {
        return input.asOf().isEmpty() || expected.isEmpty()
                ? book
                : book.against(
                        expected.get(),
                        context.load(AsOf.class, input.asOf().get()).instant());
    }

    private static <T> SortedMap<String, T> load(
            SortedMap<String, Artifact<T>> artifacts, Class<T> type, StepContext context) {
        SortedMap<String, T> loaded = new TreeMap<>();
        artifacts.forEach((name, artifact) -> loaded.put(name, context.load(type, artifact)));
        return loaded;
    }

    /** What is told of the derived estimates, with the months that they earned in. */
    private static List<Shipped> shipped(List<DerivedEstimates.Candidate> derived, List<Accruals.Accrual> accruals) {
        return derived.stream()
                .map(one -> accruals.stream()
                        .filter(accrual -> one.earner().isPresent()
                                && accrual.estimate().id().equals(one.shipped().experiment()))
                        .findFirst()
                        .map(accrual ->
                                one.shipped().earning(months(one.earner().orElseThrow(), accrual)))
                        .orElse(one.shipped()))
                .toList();
    }

    private static List<Shipped.Month> months(DerivedEstimates.Earner earner, Accruals.Accrual accrual) {
        List<Shipped.Month> months = new ArrayList<>();
        for (int i = 0; i < accrual.months().size(); i++) {
            YearMonth month = accrual.months().get(i);
            months.add(new Shipped.Month(
                    month.toString(),
                    earner.units().getOrDefault(month, 0.0),
                    earner.coverage().getOrDefault(month, 0.0),
                    accrual.claimed().get(i),
                    accrual.booked().get(i)));
        }
        return months;
    }

    private static Entries entries(Input input, StepContext context, Objective objective, Optional<UsageCosts> used) {
        if (input.costs().isEmpty()) {
            throw new VoluteException(
                    BusinessAnalysisError.NO_COSTS,
                    "business-analysis.costs: none, while scoping.objective is written (expected: at least what people"
                            + " cost; nothing is free)\nfix: write costs: [{name: building it, kind: people, amount: 24000,"
                            + " per: first-training, owner: finance, source: planning rates}]");
        }
        var readout = context.load(Readout.class, input.readout().orElseThrow());
        var challenges = context.load(Challenges.class, input.challenges());
        return new Entries(input.costs(), readout, challenges, Calendar.of(readout, challenges), objective, used);
    }

    private static <T> List<T> both(List<T> some, Optional<List<T>> more) {
        return Stream.concat(some.stream(), more.orElse(List.of()).stream()).toList();
    }

    /** What was used, where something has a price. */
    private static Optional<Usage> usage(Input input, StepContext context) {
        return input.usage()
                .filter(usage -> input.asOf().isPresent())
                .flatMap(usage -> usage.values().stream().findFirst())
                .map(usage -> context.load(Usage.class, usage));
    }

    private static UsageCosts used(Input input, StepContext context, Usage usage, String currency) {
        return new UsageCosts(
                new RateCard(input.rates().orElse(List.of())),
                usage,
                context.load(AsOf.class, input.asOf().orElseThrow()).instant(),
                currency);
    }

    private static String currency(
            Optional<String> declared, boolean costs, HandBook book, Optional<List<RateSpec>> rates) {
        Optional<String> posted = book.currency();
        if (declared.isPresent() && posted.isPresent() && !declared.equals(posted)) {
            throw new VoluteException(
                    BusinessAnalysisError.CURRENCY_MIXED,
                    (costs ? "scoping.costs.currency: " : "scoping.objective.value.currency: ") + declared.get()
                            + ", while " + posted.get()
                            + " was posted by hand (expected: one currency)\nfix: take the key back to "
                            + posted.get());
        }
        return posted.or(() -> declared)
                .or(() -> rates.flatMap(all -> all.stream().findFirst()).map(RateSpec::currency))
                .orElse("");
    }

    private static Metrics metrics(Book book) {
        SortedMap<String, Double> values = new TreeMap<>();
        values.put("cost", book.cost().doubleValue());
        book.benefit().found().map(Estimate::estimate).ifPresent(value -> values.put("benefit", value));
        values.put("break-even-probability", book.breakEven().probability());
        return new Metrics(values);
    }
}
