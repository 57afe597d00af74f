package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.ExperimentUnits;
import io.volute.businessanalysis.experiment.Looks;
import io.volute.businessanalysis.experiment.MetricRole;
import io.volute.businessanalysis.experiment.Reach;
import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.UnitValue;
import io.volute.core.stage.ByHand;
import io.volute.core.stage.Verdict;
import io.volute.statistics.Estimate;
import io.volute.statistics.distribution.Normal;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Books of a project that aims at a metric over events: what was tried, what was posted, and what the step makes of it. */
final class DerivedBooks {
    static final String METRIC = "cancellation-rate@3";
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    static final double ERROR = .015;
    private static final double Z = Normal.upperQuantile(.025);

    private final MemoryStepContext context = new MemoryStepContext();
    final SortedMap<String, ExperimentReadout> experiments = new TreeMap<>();
    final SortedMap<String, Reach> reach = new TreeMap<>();
    final List<Posting> postings = new ArrayList<>();
    String direction = "down";
    LocalDate until = LocalDate.parse("2027-06-30");

    private Evidence evidence() {
        return new Evidence() {
            @Override
            public Optional<ExperimentReadout> find(String experiment) {
                return Optional.ofNullable(experiments.get(experiment));
            }

            @Override
            public Optional<Reach> reach(String experiment) {
                return Optional.ofNullable(reach.get(experiment));
            }

            @Override
            public Optional<MeasuredObjective> objective() {
                return Optional.of(measured());
            }
        };
    }

    MeasuredObjective measured() {
        return new MeasuredObjective(
                METRIC,
                direction,
                Optional.of(.22),
                List.of(),
                Optional.of(new UnitValue(
                        "member who stays",
                        new BigDecimal("38.00"),
                        new BigDecimal("30.00"),
                        new BigDecimal("46.00"),
                        "EUR",
                        "finance",
                        Optional.of(until))));
    }

    void tried(String name, double effect, String verdict) {
        var change = new Estimate(effect, effect - Z * ERROR, effect + Z * ERROR, 3_000, "newcombe");
        experiments.put(
                name,
                new ExperimentReadout(
                        name,
                        "sha256:1",
                        "sha256:2",
                        Optional.empty(),
                        new ExperimentUnits.Counts(3_000, 2_900, 0, 0, 30, 0, 0),
                        List.of(),
                        List.of(new ExperimentReadout.Effect(
                                METRIC, MetricRole.PRIMARY, name, change, change, change, change, Optional.empty())),
                        Looks.NONE,
                        Optional.empty(),
                        new Verdict("experiment " + name, verdict, METRIC + " moved")));
        reach.put(
                name,
                new Reach(
                        name,
                        METRIC,
                        1.96,
                        "control",
                        new TreeMap<>(Map.of("control", .5, name, .5)),
                        List.of(
                                month("2026-07", 2_900, 1_450, name, 1_440),
                                month("2026-08", 2_880, 480, name, 470),
                                month("2026-09", 2_910, 485, name, 490),
                                month("2026-10", 2_850, 475, name, 480))));
    }

    private static Reach.Month month(String month, double units, long control, String arm, long treated) {
        return new Reach.Month(
                month,
                units,
                control,
                new TreeMap<>(Map.of(
                        "control",
                        new Reach.Sums(control, .22, control * .22 * .78),
                        arm,
                        new Reach.Sums(treated, .17, treated * .17 * .83))),
                new Reach.Sums(0, 0, 0));
    }

    static Posting.Moved launched(String experiment, String on, Optional<Double> coverage, String group) {
        return new Posting.Moved(
                experiment,
                EstimateState.LAUNCHED,
                LocalDate.parse(on),
                Optional.empty(),
                Optional.of("home-rank"),
                coverage,
                Optional.empty(),
                Optional.of(group).filter(name -> !name.isEmpty()));
    }

    void launch(String experiment) {
        postings.add(launched(experiment, "2026-08-01", Optional.empty(), ""));
    }

    HandBook book() {
        HandBook book = new HandBook();
        for (Posting posting : postings) {
            var rules = new PostingRules(book, Optional.of("EUR"), evidence(), Instant.parse("2026-08-01T00:00:00Z"));
            book.add(HandRow.after(book.last(), rules.check(posting), "ann", NOVEMBER));
        }
        return book;
    }

    KeepBooks.Output keep() {
        HandBook book = book();
        SortedMap<String, Artifact<ExperimentReadout>> readouts = new TreeMap<>();
        experiments.forEach((name, readout) -> readouts.put(name, context.write(ExperimentReadout.class, readout)));
        SortedMap<String, Artifact<Reach>> reached = new TreeMap<>();
        reach.forEach((name, one) -> reached.put(name, context.write(Reach.class, one)));
        var objective = new Objective(
                "fewer-cancellations",
                "growth lead",
                METRIC,
                "member",
                "good",
                "act",
                direction.equals("down") ? -.1 : .1,
                Period.ofMonths(12),
                List.of(),
                Optional.of(measured()));
        return new KeepBooks(through -> new HandStore.Known(book, List.of()))
                .run(
                        new KeepBooks.Input(
                                List.of(),
                                2_000,
                                Optional.empty(),
                                context.write(Challenges.class, new Challenges(List.of())),
                                Optional.empty(),
                                context.write(Objective.class, objective),
                                Optional.of(new ByHand(Digest.of("rows"))),
                                readouts,
                                reached,
                                Optional.of(context.write(AsOf.class, new AsOf(NOVEMBER))),
                                1),
                        context);
    }

    Book kept(KeepBooks.Output output) {
        return context.load(Book.class, output.ledger().orElseThrow());
    }

    Shipped estimate(KeepBooks.Output output) {
        return kept(output).estimates().orElseThrow().get(0);
    }

    static double earned(KeepBooks.Output output, String estimate) {
        return output.transactions().stream()
                .filter(line -> line.id().endsWith(" benefit " + estimate))
                .mapToDouble(line -> line.postings().get(0).amount().doubleValue())
                .sum();
    }

    /** Of what {@code v8} tried; one that stays is worth 38, so one that goes costs as much. */
    static Posting.Estimated posted() {
        return new Posting.Estimated(
                "b-1",
                "home-rank",
                Optional.empty(),
                Optional.of("v8"),
                Optional.empty(),
                METRIC,
                Optional.empty(),
                Optional.empty(),
                Grade.A,
                EstimateState.MEASURED,
                2_880,
                .8,
                new Posting.UnitValue(
                        Amount.parse("-38.00 EUR"),
                        Optional.of(-46.0),
                        Optional.of(-30.0),
                        "finance",
                        LocalDate.parse("2027-06-30")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
