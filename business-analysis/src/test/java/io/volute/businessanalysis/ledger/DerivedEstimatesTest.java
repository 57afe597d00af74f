package io.volute.businessanalysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.stage.FigureLine;
import io.volute.statistics.Estimate;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.launch.PauleMandel;
import io.volute.statistics.ledger.Everyone;
import io.volute.statistics.moments.Moments;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** BA07: what shipped earns by itself once its launch is posted. */
class DerivedEstimatesTest {
    private final DerivedBooks books = new DerivedBooks();

    @Test
    void earnsWhereTheRateFallsWithoutAnybodyWritingAMinus() {
        books.tried("v8", -.045, "SHIP");
        books.launch("v8");
        KeepBooks.Output output = books.keep();

        // Lee and Shen, of one that was tried: x - s phi(b - x / s).
        double corrected = .045 - DerivedBooks.ERROR * Normal.density(1.96 - 3);
        double august = (2_880 - 480) * corrected * 38;
        assertThat(output.transactions())
                .extracting(Transaction::month)
                .containsExactly("2026-08", "2026-09", "2026-10");
        assertThat(output.transactions().get(0).postings().get(0).amount().doubleValue())
                .isCloseTo(august, within(.01));
        assertThat(output.transactions().get(0).grade()).isEqualTo("A");
        assertThat(DerivedBooks.earned(output, "v8")).isCloseTo((2_400 + 2_425 + 2_375) * corrected * 38, within(.03));
        Estimate benefit = books.kept(output).benefit().found().orElseThrow();
        assertThat(benefit.low()).isLessThan(benefit.estimate() - 1);
        assertThat(output.summary()).startsWith("spent");
    }

    @Test
    void showsRawShrunkAndCorrectedAndTheLiftOfEverybodysTotalBesideEachOther() {
        books.tried("v8", -.045, "SHIP");
        books.launch("v8");
        Shipped shipped = books.estimate(books.keep());

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
        books.tried("v6", .01, "NO_EVIDENCE");
        books.tried("v7", -.02, "NO_EVIDENCE");
        books.tried("v8", -.045, "SHIP");
        books.launch("v8");
        Shipped shipped = books.estimate(books.keep());

        var prior = new PauleMandel(
                new double[] {.01, -.02, -.045},
                new double[] {DerivedBooks.ERROR, DerivedBooks.ERROR, DerivedBooks.ERROR});
        double shrunk =
                prior.shrunk(-.045, DerivedBooks.ERROR).found().orElseThrow().estimate();
        assertThat(shipped.used()).isEqualTo("shrunk");
        assertThat(shipped.effect().found().orElseThrow().estimate()).isCloseTo(shrunk, within(1e-6));
        assertThat(DerivedBooks.earned(books.keep(), "v8"))
                .isCloseTo((2_400 + 2_425 + 2_375) * -shrunk * 38, within(.1));
        // Those that were tried and not launched had their part in the luck.
        assertThat(shipped.corrected().found().orElseThrow().estimate())
                .isGreaterThan(-.045 + DerivedBooks.ERROR * Normal.density(1.96 - 3));
    }

    @Test
    void earnsWhereARateThatShouldRiseRises() {
        books.direction = "up";
        books.tried("v8", .045, "SHIP");
        books.launch("v8");
        assertThat(DerivedBooks.earned(books.keep(), "v8")).isPositive();
    }

    @Test
    void isMeasuredAndEarnsNothingUntilItsLaunchIsPosted() {
        books.tried("v8", -.045, "SHIP");
        KeepBooks.Output output = books.keep();

        assertThat(output.transactions()).isEmpty();
        assertThat(books.kept(output).months()).isEmpty();
        assertThat(books.estimate(output).state()).isEqualTo(EstimateState.MEASURED);
        assertThat(books.estimate(output).note())
                .hasValueSatisfying(
                        note -> assertThat(note).startsWith("not launched: it earns once {estimate: v8, to: launched"));
    }

    @Test
    void booksTheLossOfALaunchThatTurnedOutWorseAndNoGainBesideABrokenGuardrail() {
        books.tried("v8", -.045, "SHIP");
        books.launch("v8");
        HandBook posted = books.book();
        books.tried("v8", .045, "DO_NOT_SHIP");
        List<DerivedEstimates.Candidate> worse =
                new DerivedEstimates(books.measured(), books.experiments, books.reach, posted).all();
        assertThat(worse.get(0).earner().orElseThrow().effect().estimate()).isNegative();
        books.tried("v8", -.045, "DO_NOT_SHIP");
        List<DerivedEstimates.Candidate> broken =
                new DerivedEstimates(books.measured(), books.experiments, books.reach, posted).all();
        assertThat(broken.get(0).earner()).isEmpty();
        assertThat(broken.get(0).shipped().note().orElseThrow()).contains("it says DO_NOT_SHIP by now");
        books.tried("v8", -.045, "INVALID");
        List<DerivedEstimates.Candidate> invalid =
                new DerivedEstimates(books.measured(), books.experiments, books.reach, posted).all();
        assertThat(invalid.get(0).earner()).isEmpty();
        assertThat(invalid.get(0).shipped().note().orElseThrow()).contains("it says INVALID by now");
    }

    @Test
    void leavesItsPlaceToAnEstimateThatWasPostedForTheSameExperiment() {
        books.tried("v8", -.045, "SHIP");
        books.launch("v8");
        books.postings.add(DerivedBooks.posted());
        books.postings.add(BooksDatabase.moved("b-1", EstimateState.LAUNCHED, "2026-08-01"));
        KeepBooks.Output output = books.keep();

        assertThat(DerivedBooks.earned(output, "v8")).isZero();
        assertThat(output.transactions())
                .allSatisfy(line -> assertThat(line.text()).contains("posted, in place of what it gives by itself"));
        // Whoever posts says the sign: what one cancellation costs.
        assertThat(DerivedBooks.earned(output, "b-1")).isPositive();
        assertThat(books.estimate(output).note()).contains("estimate b-1 was posted for it and stands in its place");
        assertThat(books.kept(output).benefit().found().orElseThrow().estimate())
                .isCloseTo(DerivedBooks.earned(output, "b-1"), within(.01));
    }

    @Test
    void sharesWhatAHoldoutShowsAmongLaunchesOfAGroup() {
        books.tried("v8", -.045, "SHIP");
        books.tried("v9", -.05, "SHIP");
        books.postings.add(DerivedBooks.launched("v8", "2026-08-01", Optional.empty(), "home"));
        books.postings.add(DerivedBooks.launched("v9", "2026-08-01", Optional.of(.5), "home"));
        KeepBooks.Output both = books.keep();
        books.postings.add(new Posting.Reconciliation(
                "home",
                BookMonth.parse("2026-08"),
                BookMonth.parse("2026-08"),
                new BigDecimal("50.00"),
                new BigDecimal("100.00"),
                .5,
                .4,
                .6,
                "holdout of August"));
        KeepBooks.Output shared = books.keep();

        assertThat(DerivedBooks.earned(shared, "v8")).isCloseTo(DerivedBooks.earned(both, "v8") / 2, within(.03));
        assertThat(DerivedBooks.earned(shared, "v9")).isCloseTo(DerivedBooks.earned(both, "v9") / 2, within(.03));
        Shipped.Month august = books.estimate(shared).months().get(0);
        assertThat(august.booked().doubleValue()).isCloseTo(august.claimed().doubleValue() / 2, within(.01));
    }

    @Test
    void leadsFromItsMoneyToTheExperimentTheLaunchAndTheUnitValue() {
        books.tried("v8", -.045, "SHIP");
        books.launch("v8");
        KeepBooks.Output output = books.keep();

        assertThat(output.figures())
                .singleElement()
                .satisfies(figure -> assertThat(figure.id()).isEqualTo("estimate.v8"));
        assertThat(output.lines())
                .filteredOn(line -> line.figures().contains("estimate.v8"))
                .extracting(FigureLine::kind)
                .containsSubsequence("EXPERIMENT", "EFFECT", "LAUNCH", "VALUE", "LEDGER");
    }

    @Test
    void booksNothingForALaunchOnceTheObjectiveIsAboutAnotherMetric() {
        books.tried("v8", -.045, "SHIP");
        books.launch("v8");
        MeasuredObjective before = books.measured();
        var hours = new MeasuredObjective("hours@2", "up", Optional.empty(), List.of(), before.value());
        List<DerivedEstimates.Candidate> all =
                new DerivedEstimates(hours, books.experiments, books.reach, books.book()).all();
        assertThat(all.get(0).earner()).isEmpty();
        assertThat(all.get(0).shipped().note())
                .contains("nothing is booked: it tells no effect on hours@2, which the objective is about by now; post"
                        + " an estimate by hand");
    }

    /** It withheld what others tried: it tried nothing, and has had no luck of its own. */
    @Test
    void takesAHoldoutForNoLaunchAndForNothingThatWasTried() {
        books.tried("v7", -.02, "NO_EVIDENCE");
        books.tried("v8", -.045, "SHIP");
        books.postings.add(DerivedBooks.launched("v8", "2026-08-01", Optional.empty(), "home"));
        Shipped alone = books.estimate(books.keep());
        books.tried("withheld", -.04, "SHIP");
        books.postings.add(new Posting.Reconciliation(
                "home",
                BookMonth.parse("2026-08"),
                BookMonth.parse("2026-08"),
                new BigDecimal("100.00"),
                new BigDecimal("100.00"),
                1,
                .9,
                1.1,
                "experiment withheld"));
        assertThat(books.kept(books.keep()).estimates().orElseThrow()).containsExactly(alone);
    }
}
