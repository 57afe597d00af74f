package io.volute.businessanalysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.BusinessAnalysisError;
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
import io.volute.core.error.VoluteException;
import io.volute.core.stage.ByHand;
import io.volute.core.stage.FigureLine;
import io.volute.core.stage.Verdict;
import io.volute.statistics.Estimate;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.launch.PauleMandel;
import io.volute.statistics.ledger.Everyone;
import io.volute.statistics.moments.Moments;
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
import org.junit.jupiter.api.Test;

/** BA07: what shipped earns by itself once its launch is posted, and what was only avoided or claimed twice does not. */
class DerivedEstimatesTest {
    private static final String METRIC = "cancellation-rate@3";
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final double ERROR = .015;
    private static final double Z = Normal.upperQuantile(.025);

    private final MemoryStepContext context = new MemoryStepContext();
    private final SortedMap<String, ExperimentReadout> experiments = new TreeMap<>();
    private final SortedMap<String, Reach> reach = new TreeMap<>();
    private final List<Posting> postings = new ArrayList<>();
    private String direction = "down";
    private LocalDate until = LocalDate.parse("2027-06-30");

    private Evidence evidence() {
        return new Evidence() {
            @Override
            public Optional<ExperimentReadout> find(String experiment) {
                return Optional.ofNullable(experiments.get(experiment));
            }

            @Override
            public Optional<MeasuredObjective> objective() {
                return Optional.of(measured());
            }
        };
    }

    private MeasuredObjective measured() {
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

    private void tried(String name, double effect, String verdict) {
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

    private static Posting.Moved launched(String experiment, String on, Optional<Double> coverage, String group) {
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

    private void launch(String experiment) {
        postings.add(launched(experiment, "2026-08-01", Optional.empty(), ""));
    }

    private HandBook book() {
        HandBook book = new HandBook();
        for (Posting posting : postings) {
            var rules = new PostingRules(book, Optional.of("EUR"), evidence(), Instant.parse("2026-08-01T00:00:00Z"));
            book.add(HandRow.after(book.last(), rules.check(posting), "ann", NOVEMBER));
        }
        return book;
    }

    private KeepBooks.Output keep() {
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

    private Book kept(KeepBooks.Output output) {
        return context.load(Book.class, output.ledger().orElseThrow());
    }

    private Shipped estimate(KeepBooks.Output output) {
        return kept(output).estimates().orElseThrow().get(0);
    }

    private static double earned(KeepBooks.Output output, String estimate) {
        return output.transactions().stream()
                .filter(line -> line.id().endsWith(" benefit " + estimate))
                .mapToDouble(line -> line.postings().get(0).amount().doubleValue())
                .sum();
    }

    private void refuses(BusinessAnalysisError code, String message) {
        assertThatThrownBy(this::book)
                .isInstanceOfSatisfying(
                        VoluteException.class, error -> assertThat(error.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    @Test
    void earnsWhereTheRateFallsWithoutAnybodyWritingAMinus() {
        tried("v8", -.045, "SHIP");
        launch("v8");
        KeepBooks.Output output = keep();

        // Lee and Shen, of one that was tried: x - s phi(b - x / s).
        double corrected = .045 - ERROR * Normal.density(1.96 - 3);
        double august = (2_880 - 480) * corrected * 38;
        assertThat(output.transactions())
                .extracting(Transaction::month)
                .containsExactly("2026-08", "2026-09", "2026-10");
        assertThat(output.transactions().get(0).postings().get(0).amount().doubleValue())
                .isCloseTo(august, within(.01));
        assertThat(output.transactions().get(0).grade()).isEqualTo("A");
        assertThat(earned(output, "v8")).isCloseTo((2_400 + 2_425 + 2_375) * corrected * 38, within(.03));
        Estimate benefit = kept(output).benefit().found().orElseThrow();
        assertThat(benefit.low()).isLessThan(benefit.estimate() - 1);
        assertThat(output.summary()).startsWith("spent");
    }

    @Test
    void showsRawShrunkAndCorrectedAndTheLiftOfEverybodysTotalBesideEachOther() {
        tried("v8", -.045, "SHIP");
        launch("v8");
        Shipped shipped = estimate(keep());

        assertThat(shipped.raw().found().orElseThrow().estimate()).isEqualTo(-.045);
        assertThat(shipped.shrunk().refusal().orElseThrow().message())
                .contains("1")
                .contains("3");
        assertThat(shipped.corrected().found().orElseThrow().estimate()).isBetween(-.045, -.03);
        assertThat(shipped.used()).isEqualTo("corrected");
        assertThat(shipped.state()).isEqualTo(EstimateState.LAUNCHED);
        // Of July alone: from August on the others have it too.
        assertThat(shipped.everyone())
                .isEqualTo(Everyone.lift(
                        new Moments(1_440, .17, 1_440 * .17 * .83),
                        .5,
                        new Moments(1_450, .22, 1_450 * .22 * .78),
                        .5,
                        0));
        assertThat(shipped.months()).hasSize(3);
        assertThat(shipped.months().get(0).coverage()).isCloseTo(1 - 480 / 2_880.0, within(1e-12));
    }

    @Test
    void shrinksTowardsWhatThreeExperimentsShowAndTakesTheLuckOffOnce() {
        tried("v6", .01, "NO_EVIDENCE");
        tried("v7", -.02, "NO_EVIDENCE");
        tried("v8", -.045, "SHIP");
        launch("v8");
        Shipped shipped = estimate(keep());

        var prior = new PauleMandel(new double[] {.01, -.02, -.045}, new double[] {ERROR, ERROR, ERROR});
        double shrunk = prior.shrunk(-.045, ERROR).found().orElseThrow().estimate();
        assertThat(shipped.used()).isEqualTo("shrunk");
        assertThat(shipped.effect().found().orElseThrow().estimate()).isCloseTo(shrunk, within(1e-6));
        assertThat(earned(keep(), "v8")).isCloseTo((2_400 + 2_425 + 2_375) * -shrunk * 38, within(.1));
        // Those that were tried and not launched had their part in the luck.
        assertThat(shipped.corrected().found().orElseThrow().estimate())
                .isGreaterThan(-.045 + ERROR * Normal.density(1.96 - 3));
    }

    @Test
    void earnsWhereARateThatShouldRiseRises() {
        direction = "up";
        tried("v8", .045, "SHIP");
        launch("v8");
        assertThat(earned(keep(), "v8")).isPositive();
    }

    @Test
    void isMeasuredAndEarnsNothingUntilItsLaunchIsPosted() {
        tried("v8", -.045, "SHIP");
        KeepBooks.Output output = keep();

        assertThat(output.transactions()).isEmpty();
        assertThat(kept(output).months()).isEmpty();
        assertThat(estimate(output).state()).isEqualTo(EstimateState.MEASURED);
        assertThat(estimate(output).note())
                .hasValueSatisfying(
                        note -> assertThat(note).startsWith("not launched: it earns once {estimate: v8, to: launched"));
    }

    /** A peer's defect: harm that an experiment prevented is no value that anybody earned. */
    @Test
    void countsNoAvoidedLossAsValue() {
        tried("v7", .06, "DO_NOT_SHIP");
        assertThat(keep().ledger()).isEmpty();
        launch("v7");
        refuses(BusinessAnalysisError.NO_EVIDENCE, "v7: says DO_NOT_SHIP (expected: SHIP)");
    }

    @Test
    void booksTheLossOfALaunchThatTurnedOutWorseAndNoGainBesideABrokenGuardrail() {
        tried("v8", -.045, "SHIP");
        launch("v8");
        HandBook posted = book();
        tried("v8", .045, "DO_NOT_SHIP");
        List<DerivedEstimates.Candidate> worse = new DerivedEstimates(measured(), experiments, reach, posted).all();
        assertThat(worse.get(0).earner().orElseThrow().effect().estimate()).isNegative();
        tried("v8", -.045, "DO_NOT_SHIP");
        List<DerivedEstimates.Candidate> broken = new DerivedEstimates(measured(), experiments, reach, posted).all();
        assertThat(broken.get(0).earner()).isEmpty();
        assertThat(broken.get(0).shipped().note().orElseThrow()).contains("it says DO_NOT_SHIP by now");
        tried("v8", -.045, "INVALID");
        List<DerivedEstimates.Candidate> invalid = new DerivedEstimates(measured(), experiments, reach, posted).all();
        assertThat(invalid.get(0).earner()).isEmpty();
        assertThat(invalid.get(0).shipped().note().orElseThrow()).contains("it says INVALID by now");
    }

    @Test
    void leavesItsPlaceToAnEstimateThatWasPostedForTheSameExperiment() {
        tried("v8", -.045, "SHIP");
        launch("v8");
        postings.add(posted());
        postings.add(BooksDatabase.moved("b-1", EstimateState.LAUNCHED, "2026-08-01"));
        KeepBooks.Output output = keep();

        assertThat(earned(output, "v8")).isZero();
        assertThat(output.transactions())
                .allSatisfy(line -> assertThat(line.text()).contains("posted, in place of what it gives by itself"));
        // Whoever posts says the sign: what one cancellation costs.
        assertThat(earned(output, "b-1")).isPositive();
        assertThat(estimate(output).note()).contains("estimate b-1 was posted for it and stands in its place");
        assertThat(kept(output).benefit().found().orElseThrow().estimate())
                .isCloseTo(earned(output, "b-1"), within(.01));
    }

    private static Posting.Estimated posted() {
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

    /** A peer's defect: two launches that move one metric are not added up as if each had it for itself. */
    @Test
    void refusesLaunchesThatOverlapWithoutAGroup() {
        tried("v8", -.045, "SHIP");
        tried("v9", -.05, "SHIP");
        launch("v8");
        launch("v9");
        refuses(BusinessAnalysisError.OVERLAP, "v9: v8 moves " + METRIC + " too");
        postings.set(0, posted());
        postings.set(1, BooksDatabase.moved("b-1", EstimateState.LAUNCHED, "2026-08-01"));
        postings.add(launched("v9", "2026-08-01", Optional.empty(), ""));
        refuses(BusinessAnalysisError.OVERLAP, "v9: b-1 moves " + METRIC + " too");
        postings.add(0, postings.remove(2));
        refuses(BusinessAnalysisError.OVERLAP, "b-1: v9 moves " + METRIC + " too");
    }

    @Test
    void sharesWhatAHoldoutShowsAmongLaunchesOfAGroup() {
        tried("v8", -.045, "SHIP");
        tried("v9", -.05, "SHIP");
        postings.add(launched("v8", "2026-08-01", Optional.empty(), "home"));
        postings.add(launched("v9", "2026-08-01", Optional.of(.5), "home"));
        KeepBooks.Output both = keep();
        postings.add(new Posting.Reconciliation(
                "home",
                BookMonth.parse("2026-08"),
                BookMonth.parse("2026-08"),
                new BigDecimal("50.00"),
                new BigDecimal("100.00"),
                .5,
                .4,
                .6,
                "holdout of August"));
        KeepBooks.Output shared = keep();

        assertThat(earned(shared, "v8")).isCloseTo(earned(both, "v8") / 2, within(.03));
        assertThat(earned(shared, "v9")).isCloseTo(earned(both, "v9") / 2, within(.03));
        Shipped.Month august = estimate(shared).months().get(0);
        assertThat(august.booked().doubleValue()).isCloseTo(august.claimed().doubleValue() / 2, within(.01));
    }

    @Test
    void stopsWithItsReversalAndWithItsUnitValue() {
        tried("v8", -.045, "SHIP");
        launch("v8");
        double whole = earned(keep(), "v8");
        postings.add(new Posting.Reversal("v8", "rolled back", LocalDate.parse("2026-09-16")));
        assertThat(keep().transactions()).extracting(Transaction::month).containsExactly("2026-08", "2026-09");
        assertThat(earned(keep(), "v8")).isLessThan(whole * .6);
        postings.remove(1);
        until = LocalDate.parse("2026-08-31");
        assertThat(keep().transactions()).extracting(Transaction::month).containsExactly("2026-08");
        until = LocalDate.parse("2026-07-31");
        refuses(BusinessAnalysisError.UNIT_VALUE_EXPIRED, "held until 2026-07-31");
    }

    @Test
    void skipsNoStateAndTakesTermsWithTheLaunchAlone() {
        tried("v8", -.045, "SHIP");
        postings.add(BooksDatabase.moved("v8", EstimateState.VERIFIED, "2026-08-01"));
        refuses(BusinessAnalysisError.STATE_SKIPPED, "v8: from measured to verified (expected: launched");
        postings.clear();
        launch("v8");
        postings.add(new Posting.Moved(
                "v8",
                EstimateState.VERIFIED,
                LocalDate.parse("2026-10-01"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(.5),
                Optional.empty(),
                Optional.empty()));
        refuses(BusinessAnalysisError.STATE_SKIPPED, "v8: terms of a launch with verified");
        postings.set(1, BooksDatabase.moved("v8", EstimateState.VERIFIED, "2026-10-01"));
        KeepBooks.Output output = keep();
        assertThat(kept(output).verified().orElseThrow().doubleValue()).isCloseTo(earned(output, "v8"), within(.01));
    }

    @Test
    void leadsFromItsMoneyToTheExperimentTheLaunchAndTheUnitValue() {
        tried("v8", -.045, "SHIP");
        launch("v8");
        KeepBooks.Output output = keep();

        assertThat(output.figures())
                .singleElement()
                .satisfies(figure -> assertThat(figure.id()).isEqualTo("estimate.v8"));
        assertThat(output.lines())
                .filteredOn(line -> line.figures().contains("estimate.v8"))
                .extracting(FigureLine::kind)
                .containsSubsequence("EXPERIMENT", "EFFECT", "LAUNCH", "VALUE", "LEDGER");
    }
}
