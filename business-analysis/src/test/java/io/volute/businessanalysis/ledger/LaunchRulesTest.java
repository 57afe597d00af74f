package io.volute.businessanalysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.core.error.VoluteException;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When an experiment may be said to be launched; what was only avoided or claimed twice does not become money. */
class LaunchRulesTest {
    private final DerivedBooks books = new DerivedBooks();

    private void refuses(BusinessAnalysisError code, String message) {
        assertThatThrownBy(books::book)
                .isInstanceOfSatisfying(
                        VoluteException.class, error -> assertThat(error.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    /** A peer's defect: harm that an experiment prevented is no value that anybody earned. */
    @Test
    void countsNoAvoidedLossAsValue() {
        books.tried("v7", .06, "DO_NOT_SHIP");
        assertThat(books.keep().ledger()).isEmpty();
        books.launch("v7");
        refuses(BusinessAnalysisError.NO_EVIDENCE, "v7: says DO_NOT_SHIP (expected: SHIP)");
    }

    /** A peer's defect: two launches that move one metric are not added up as if each had it for itself. */
    @Test
    void refusesLaunchesThatOverlapWithoutAGroup() {
        books.tried("v8", -.045, "SHIP");
        books.tried("v9", -.05, "SHIP");
        books.launch("v8");
        books.launch("v9");
        refuses(BusinessAnalysisError.OVERLAP, "v9: v8 moves " + DerivedBooks.METRIC + " too");
        books.postings.set(0, DerivedBooks.posted());
        books.postings.set(1, BooksDatabase.moved("b-1", EstimateState.LAUNCHED, "2026-08-01"));
        books.postings.add(DerivedBooks.launched("v9", "2026-08-01", Optional.empty(), ""));
        refuses(BusinessAnalysisError.OVERLAP, "v9: b-1 moves " + DerivedBooks.METRIC + " too");
        books.postings.add(0, books.postings.remove(2));
        refuses(BusinessAnalysisError.OVERLAP, "b-1: v9 moves " + DerivedBooks.METRIC + " too");
    }

    @Test
    void stopsWithItsReversalAndWithItsUnitValue() {
        books.tried("v8", -.045, "SHIP");
        books.launch("v8");
        double whole = DerivedBooks.earned(books.keep(), "v8");
        books.postings.add(new Posting.Reversal("v8", "rolled back", LocalDate.parse("2026-09-16")));
        assertThat(books.keep().transactions()).extracting(Transaction::month).containsExactly("2026-08", "2026-09");
        assertThat(DerivedBooks.earned(books.keep(), "v8")).isLessThan(whole * .6);
        books.postings.remove(1);
        books.until = LocalDate.parse("2026-08-31");
        assertThat(books.keep().transactions()).extracting(Transaction::month).containsExactly("2026-08");
        books.until = LocalDate.parse("2026-07-31");
        refuses(BusinessAnalysisError.UNIT_VALUE_EXPIRED, "held until 2026-07-31");
    }

    @Test
    void skipsNoStateAndTakesTermsWithTheLaunchAlone() {
        books.tried("v8", -.045, "SHIP");
        books.postings.add(BooksDatabase.moved("v8", EstimateState.VERIFIED, "2026-08-01"));
        refuses(BusinessAnalysisError.STATE_SKIPPED, "v8: from measured to verified (expected: launched");
        books.postings.clear();
        books.launch("v8");
        books.postings.add(new Posting.Moved(
                "v8",
                EstimateState.VERIFIED,
                LocalDate.parse("2026-10-01"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(.5),
                Optional.empty(),
                Optional.empty()));
        refuses(BusinessAnalysisError.STATE_SKIPPED, "v8: terms of a launch with verified");
        books.postings.set(1, BooksDatabase.moved("v8", EstimateState.VERIFIED, "2026-10-01"));
        KeepBooks.Output output = books.keep();
        assertThat(books.kept(output).verified().orElseThrow().doubleValue())
                .isCloseTo(DerivedBooks.earned(output, "v8"), within(.01));
    }

    @Test
    void saysHowAmountsArePostedByHandForWhatEarnsByItself() {
        books.tried("v8", -.045, "SHIP");
        books.launch("v8");
        books.postings.add(BooksDatabase.benefit("p-1", "v8", "2026-08", "10.00 EUR"));
        refuses(
                BusinessAnalysisError.NO_EVIDENCE,
                "p-1: what v8 brings is reckoned month by month by itself (expected: an estimate that was posted)\n"
                        + "fix: post an estimate with experiment: v8");
    }

    @Test
    void saysWhatCorrectsALaunchThatWasPostedTwice() {
        books.tried("v8", -.045, "SHIP");
        books.launch("v8");
        books.launch("v8");
        refuses(
                BusinessAnalysisError.ALREADY_POSTED,
                "v8 launched: stands in the ledger already (expected: each state once)\nfix: to correct its day or its"
                        + " terms, volute ledger reverse v8");
    }

    /** It would earn in months in which nobody had it. */
    @Test
    void refusesALaunchBeforeAnybodyWasShownIt() {
        books.tried("v8", -.045, "SHIP");
        books.postings.add(DerivedBooks.launched("v8", "2025-08-01", Optional.empty(), ""));
        refuses(
                BusinessAnalysisError.NO_EVIDENCE,
                "v8: launched on 2025-08-01, before the experiment showed it to anybody (expected: 2026-07-01 or later)");
    }
}
