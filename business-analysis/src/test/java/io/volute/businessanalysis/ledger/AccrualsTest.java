package io.volute.businessanalysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.effect.Story;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.stage.ByHand;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** BA07: what a launch earns by its age, with the interval that its effect has. */
class AccrualsTest {
    private static final Instant JANUARY = Instant.parse("2027-01-01T00:00:00Z");
    private static final double HALF_LIFE = 180;
    private static final double MONTH = 365.25 / 12;

    /** Rows in the order in which they were posted. */
    static HandBook book(Posting... postings) {
        HandBook book = new HandBook();
        for (Posting posting : postings) {
            var rules = new PostingRules(
                    book, Optional.of("EUR"), BooksDatabase::experiment, Instant.parse("2026-07-01T00:00:00Z"));
            book.add(HandRow.after(book.last(), rules.check(posting), "ann", JANUARY));
        }
        return book;
    }

    private static List<Posting> launched(Posting.Estimated estimate, String on) {
        return List.of(
                estimate,
                BooksDatabase.moved(estimate.id(), EstimateState.PROJECTED, on),
                BooksDatabase.moved(estimate.id(), EstimateState.MEASURED, on),
                BooksDatabase.moved(estimate.id(), EstimateState.LAUNCHED, on));
    }

    private static HandBook launchedAnd(Posting... more) {
        List<Posting> all = new ArrayList<>(
                launched(BooksDatabase.estimate("b-1", "v7", "2028-01-01", Optional.of("home")), "2026-06-15"));
        all.addAll(List.of(more));
        return book(all.toArray(Posting[]::new));
    }

    private static List<Transaction> lines(HandBook book, Instant asOf) {
        return Accruals.transactions(new Accruals(book, new TreeMap<>(), asOf).all(), book);
    }

    private static double amount(Transaction line) {
        return line.postings().get(0).amount().doubleValue();
    }

    @Test
    void earnsUnitsTimesEffectTimesValueTimesCoverageTimesDecayFromTheFirstWholeMonth() {
        List<Transaction> lines = lines(launchedAnd(), JANUARY);
        assertThat(lines)
                .extracting(Transaction::month)
                .containsExactly("2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12");
        for (int age = 1; age <= 6; age++) {
            double expected = 1_200_000 * .95 * .011 * 2.50 * Math.pow(2, -age * MONTH / HALF_LIFE);
            assertThat(amount(lines.get(age - 1))).isCloseTo(expected, within(.01));
        }
        assertThat(lines.get(0).grade()).isEqualTo("A");
        assertThat(lines.get(0).postings())
                .extracting(Transaction.Posting::account)
                .containsExactly("clearing.value", "benefit.A");
    }

    @Test
    void earnsNothingBeforeItIsLaunchedOrTheMonthIsOver() {
        HandBook projected = book(
                BooksDatabase.estimate("b-1", "v7", "2028-01-01", Optional.empty()),
                BooksDatabase.moved("b-1", EstimateState.PROJECTED, "2026-06-01"));
        assertThat(lines(projected, JANUARY)).isEmpty();
        assertThat(lines(launchedAnd(), Instant.parse("2026-07-31T00:00:00Z"))).isEmpty();
        assertThat(lines(launchedAnd(), Instant.parse("2026-08-01T00:00:00Z"))).hasSize(1);
    }

    @Test
    void stopsOnTheDayOfItsReversal() {
        HandBook book = launchedAnd(new Posting.Reversal("b-1", "rolled back", LocalDate.parse("2026-08-16")));
        List<Transaction> lines = lines(book, JANUARY);
        List<Transaction> whole = lines(launchedAnd(), JANUARY);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo(whole.get(0));
        assertThat(amount(lines.get(1))).isCloseTo(amount(whole.get(1)) * 15 / 31, within(.01));
    }

    @Test
    void stopsWhenItsUnitValueExpires() {
        HandBook book = book(launched(BooksDatabase.estimate("b-1", "v7", "2026-08-31", Optional.empty()), "2026-06-15")
                .toArray(Posting[]::new));
        assertThat(lines(book, JANUARY)).extracting(Transaction::month).containsExactly("2026-07", "2026-08");
    }

    @Test
    void takesAPostedBenefitInPlaceOfItsOwn() {
        HandBook book = launchedAnd(BooksDatabase.benefit("p-1", "b-1", "2026-08", "31200.00 EUR"));
        assertThat(lines(book, JANUARY))
                .extracting(Transaction::month)
                .doesNotContain("2026-08")
                .hasSize(5);
        var accrual = new Accruals(book, new TreeMap<>(), JANUARY).all().get(0);
        assertThat(accrual.booked().get(1)).isEqualByComparingTo("31200");
        assertThat(accrual.computed().get(1)).isNotEqualByComparingTo("31200");
    }

    @Test
    void appliesAHoldoutsFactorToWhatIsNotVerified() {
        var reconciled = new Posting.Reconciliation(
                "home",
                BookMonth.parse("2026-08"),
                BookMonth.parse("2026-08"),
                new BigDecimal("50.00"),
                new BigDecimal("100.00"),
                .5,
                .4,
                .6,
                "holdout of August");
        List<Transaction> whole = lines(launchedAnd(), JANUARY);
        List<Transaction> lines = lines(launchedAnd(reconciled), JANUARY);
        assertThat(lines.get(0)).isEqualTo(whole.get(0));
        assertThat(amount(lines.get(1))).isCloseTo(amount(whole.get(1)) / 2, within(.01));
        HandBook verified = launchedAnd(BooksDatabase.moved("b-1", EstimateState.VERIFIED, "2026-12-01"), reconciled);
        assertThat(lines(verified, JANUARY)).isEqualTo(whole);
    }

    @Test
    void drawsNoEffectTowardsOneWhoseArmsMayNotBeCompared() {
        SortedMap<String, ExperimentReadout> believed = new TreeMap<>();
        for (String name : List.of("v6", "v7")) {
            believed.put(name, BooksDatabase.experiment(name).orElseThrow());
        }
        SortedMap<String, ExperimentReadout> torn = new TreeMap<>(believed);
        torn.put("torn", BooksDatabase.experiment("torn").orElseThrow());
        HandBook book = launchedAnd();
        assertThat(new Accruals(book, torn, JANUARY).all()).isEqualTo(new Accruals(book, believed, JANUARY).all());
        believed.put("held", BooksDatabase.experiment("held").orElseThrow());
        assertThat(new Accruals(book, believed, JANUARY).all().get(0).effect().estimate())
                .isNotEqualTo(.011);
    }

    @Test
    void earnsNothingByAnExperimentThatIsNoLongerBelieved() {
        Posting.Estimated posted = BooksDatabase.estimate("b-1", "v7", "2028-01-01", Optional.empty());
        HandBook book = book(launched(
                        new Posting.Estimated(
                                posted.id(),
                                posted.initiative(),
                                posted.model(),
                                posted.experiment(),
                                posted.study(),
                                posted.metric(),
                                Optional.empty(),
                                Optional.empty(),
                                posted.grade(),
                                posted.state(),
                                posted.population(),
                                posted.coverage(),
                                posted.unitValue(),
                                posted.decay(),
                                posted.overlapGroup(),
                                posted.verifyBy()),
                        "2026-06-15")
                .toArray(Posting[]::new));
        SortedMap<String, ExperimentReadout> experiments = new TreeMap<>();
        experiments.put("v7", BooksDatabase.experiment("v7").orElseThrow());
        assertThat(new Accruals(book, experiments, JANUARY).all()).hasSize(1);
        experiments.put("v7", BooksDatabase.experiment("torn").orElseThrow());
        assertThat(new Accruals(book, experiments, JANUARY).all()).isEmpty();
    }

    private static Book keep(HandBook book, Instant asOf, SortedMap<String, Artifact<ExperimentReadout>> experiments) {
        var context = new MemoryStepContext();
        KeepBooks.Output output = new KeepBooks(through -> new HandStore.Known(book, List.of()))
                .run(
                        new KeepBooks.Input(
                                List.of(),
                                2_000,
                                Optional.empty(),
                                context.write(Challenges.class, new Challenges(List.of())),
                                Optional.empty(),
                                context.write(Objective.class, Story.OBJECTIVE),
                                Optional.of(new ByHand(Digest.of("rows"))),
                                experiments,
                                new TreeMap<>(),
                                Optional.of(context.write(AsOf.class, new AsOf(asOf))),
                                1),
                        context);
        return context.load(Book.class, output.ledger().orElseThrow());
    }

    @Test
    void keepsABookOfWhatWasPostedAlone() {
        HandBook book = launchedAnd(BooksDatabase.cost("c-1", "2026-06", "20000.00 EUR"));
        Book kept = keep(book, JANUARY, new TreeMap<>());
        assertThat(kept.currency()).isEqualTo("EUR");
        assertThat(kept.months()).hasSize(7);
        assertThat(kept.cost()).isEqualByComparingTo("20000");
        double earned =
                lines(book, JANUARY).stream().mapToDouble(AccrualsTest::amount).sum();
        Estimate benefit = kept.benefit().found().orElseThrow();
        assertThat(benefit.estimate()).isCloseTo(earned, within(.01));
        assertThat(kept.breakEven().median()).contains("2026-07");
        // The effect is 2.75 standard errors from 0, and drawn once for a path: the interval keeps its relative width.
        double relative = 1.96 * .004 / .011;
        assertThat((benefit.high() - benefit.low()) / 2 / benefit.estimate()).isBetween(relative, relative * 1.5);
    }

    @Test
    void sumsGradeCApart() {
        Posting.Estimated graded = BooksDatabase.estimate("b-1", "v7", "2028-01-01", Optional.empty());
        var observed = new Posting.Estimated(
                graded.id(),
                graded.initiative(),
                graded.model(),
                Optional.empty(),
                Optional.of(new Posting.Study(Posting.Study.Method.OBSERVATION, "dashboard", false)),
                graded.metric(),
                graded.mean(),
                graded.se(),
                Grade.C,
                graded.state(),
                graded.population(),
                graded.coverage(),
                graded.unitValue(),
                graded.decay(),
                graded.overlapGroup(),
                graded.verifyBy());
        HandBook book = book(launched(observed, "2026-06-01").toArray(Posting[]::new));
        assertThat(lines(book, JANUARY))
                .isNotEmpty()
                .allMatch(line -> line.grade().equals("C"));
        Book kept = keep(book, JANUARY, new TreeMap<>());
        assertThat(kept.months())
                .allSatisfy(month -> assertThat(month.benefit()).isEqualByComparingTo("0"));
        Figure benefit = kept.benefit();
        assertThat(benefit.found()).isEmpty();
    }

    @Test
    void booksTheSameAgainFromTheSameRows() {
        HandBook book = launchedAnd(BooksDatabase.cost("c-1", "2026-06", "20000.00 EUR"));
        assertThat(keep(HandBook.of(book.rows()), JANUARY, new TreeMap<>()))
                .isEqualTo(keep(book, JANUARY, new TreeMap<>()));
    }
}
