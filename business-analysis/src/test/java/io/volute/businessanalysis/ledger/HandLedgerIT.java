package io.volute.businessanalysis.ledger;

import static io.volute.businessanalysis.ledger.BooksDatabase.benefit;
import static io.volute.businessanalysis.ledger.BooksDatabase.cost;
import static io.volute.businessanalysis.ledger.BooksDatabase.estimate;
import static io.volute.businessanalysis.ledger.BooksDatabase.line;
import static io.volute.businessanalysis.ledger.BooksDatabase.moved;
import static io.volute.businessanalysis.ledger.BooksDatabase.sides;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.businessanalysis.BusinessAnalysisError;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandLedgerIT {
    private BooksDatabase books;

    @BeforeEach
    void open() throws SQLException {
        books = new BooksDatabase();
        books.pass("2026-08-01");
    }

    @AfterEach
    void close() throws SQLException {
        books.close();
    }

    @Test
    void booksACostAsAQuantityTimesARate() {
        var train = new Posting.Cost(
                "c-118",
                "home-rank",
                BookMonth.parse("2026-06"),
                CostSpec.Kind.TRAIN,
                Optional.empty(),
                Optional.of(Amount.parse("41.5 cpu_h")),
                Optional.of(Amount.parse("0.06 EUR")),
                Optional.empty(),
                Optional.of("r-9f2"),
                Optional.empty(),
                Optional.of("cost.train"),
                Optional.of("clearing.compute"),
                Optional.empty());
        books.post(train);
        assertThat(books.book().booked()).singleElement().satisfies(line -> {
            assertThat(line.kind()).isEqualTo("train");
            assertThat(line.postings())
                    .containsExactly(
                            new Transaction.Posting("cost.train", new BigDecimal("2.49")),
                            new Transaction.Posting("clearing.compute", new BigDecimal("-2.49")));
        });
    }

    @Test
    void refusesWhatDoesNotBalance() {
        books.refuses(
                BusinessAnalysisError.UNBALANCED,
                "c-1: 2 postings, sum 0.01 (expected: two or more that add up to 0)",
                sides("c-1", "cost.people", "1.00 EUR", "clearing.people", "-0.99 EUR"));
        books.refuses(
                BusinessAnalysisError.UNBALANCED,
                "c-1: 1 postings, sum 1.00 (expected: two or more that add up to 0)",
                sides("c-1", "cost.people", "1.00 EUR"));
        books.refuses(
                BusinessAnalysisError.UNBALANCED,
                "c-1: 0 postings, sum 0 (expected: two or more that add up to 0)",
                sides("c-1"));
    }

    @Test
    void refusesACostThatBooksABenefit() {
        books.refuses(
                BusinessAnalysisError.UNBALANCED,
                "(expected: cost.people debited, and no other account of cost or benefit)",
                sides("c-1", "cost.people", "1.00 EUR", "benefit.A", "-1.00 EUR"));
    }

    @Test
    void refusesMixedCurrenciesWithoutADatedRate() {
        books.refuses(
                BusinessAnalysisError.CURRENCY_MIXED,
                "c-1: USD in books of EUR (expected: EUR, or a dated rate)",
                cost("c-1", "2026-06", "100.00 USD"));
        books.refuses(
                BusinessAnalysisError.CURRENCY_MIXED,
                "c-1: EUR and USD in one transaction (expected: one currency)",
                sides("c-1", "cost.people", "1.00 EUR", "clearing.people", "-1.00 USD"));
    }

    @Test
    void keepsTheCurrencyOfAnEstimateThatHasNotEarnedYet() {
        var undeclared = new HandLedger.Desk(books.project, "ann", Optional.empty(), BooksDatabase::experiment);
        books.ledger().post(undeclared, List.of(estimate("b-1", "v7", "2027-01-01", Optional.empty())));
        assertThatThrownBy(() -> books.ledger().post(undeclared, List.of(cost("c-1", "2026-06", "100.00 USD"))))
                .hasMessageContaining("c-1: USD in books of EUR");
    }

    @Test
    void convertsByADatedRate() {
        var dated = new Posting.Exchange(new BigDecimal("0.92"), LocalDate.parse("2026-06-30"), "ECB");
        Posting.Cost plain = cost("c-1", "2026-06", "100.00 USD");
        books.post(new Posting.Cost(
                plain.id(),
                plain.initiative(),
                plain.period(),
                plain.kind(),
                plain.amount(),
                plain.quantity(),
                plain.rate(),
                Optional.of(dated),
                plain.run(),
                plain.source(),
                plain.debit(),
                plain.credit(),
                plain.postings()));
        assertThat(books.book().booked().get(0).postings().get(0).amount()).isEqualTo("92.00");
    }

    @Test
    void refusesABenefitWithoutEvidence() {
        books.refuses(
                BusinessAnalysisError.NO_EVIDENCE,
                "p-1: no estimate b-9 (expected: one that was posted",
                benefit("p-1", "b-9", "2026-07", "31200.00 EUR"));
        books.post(
                estimate("b-1", "", "2027-01-01", Optional.empty()),
                moved("b-1", EstimateState.PROJECTED, "2026-06-01"));
        books.refuses(
                BusinessAnalysisError.NO_EVIDENCE,
                "b-1: neither experiment nor study",
                moved("b-1", EstimateState.MEASURED, "2026-06-01"));
        books.refuses(
                BusinessAnalysisError.NO_EVIDENCE,
                "p-1: estimate b-1 is projected (expected: launched or verified",
                benefit("p-1", "b-1", "2026-07", "31200.00 EUR"));
    }

    @Test
    void refusesAnExperimentThatDidNotShip() {
        books.post(
                estimate("b-1", "v6", "2027-01-01", Optional.empty()),
                moved("b-1", EstimateState.PROJECTED, "2026-06-01"),
                estimate("b-2", "v9", "2027-01-01", Optional.empty()),
                moved("b-2", EstimateState.PROJECTED, "2026-06-01"));
        books.refuses(
                BusinessAnalysisError.NO_EVIDENCE,
                "b-1: experiment v6 says DO_NOT_SHIP (expected: SHIP)",
                moved("b-1", EstimateState.MEASURED, "2026-06-01"));
        books.refuses(
                BusinessAnalysisError.NO_EVIDENCE,
                "b-2: experiment v9 has no readout in this project",
                moved("b-2", EstimateState.MEASURED, "2026-06-01"));
    }

    @Test
    void skipsNoState() {
        books.post(estimate("b-1", "v7", "2027-01-01", Optional.empty()));
        books.refuses(
                BusinessAnalysisError.STATE_SKIPPED,
                "b-1: from hypothesised to launched (expected: projected; no state is skipped",
                moved("b-1", EstimateState.LAUNCHED, "2026-06-01"));
        books.launch(estimate("b-2", "v7", "2027-01-01", Optional.empty()), "2026-06-01");
        books.refuses(
                BusinessAnalysisError.STATE_SKIPPED,
                "b-2: from launched to expired (expected: verified; no state is skipped",
                moved("b-2", EstimateState.EXPIRED, "2026-07-01"));
    }

    @Test
    void refusesAUnitValueThatExpired() {
        books.refuses(
                BusinessAnalysisError.UNIT_VALUE_EXPIRED,
                "b-1: the unit value of take-rate@3 held until 2026-01-01",
                estimate("b-1", "v7", "2026-01-01", Optional.empty()));
        books.launch(estimate("b-2", "v7", "2026-09-15", Optional.empty()), "2026-06-01");
        books.refuses(
                BusinessAnalysisError.UNIT_VALUE_EXPIRED,
                "p-1: the unit value of take-rate@3 held until 2026-09-15 (expected: one that holds on 2026-10-01)",
                benefit("p-1", "b-2", "2026-10", "1.00 EUR"));
    }

    @Test
    void refusesLaunchesThatOverlapWithoutAGroup() {
        books.launch(estimate("b-1", "v7", "2027-01-01", Optional.of("home")), "2026-06-01");
        books.post(
                estimate("b-2", "v7", "2027-01-01", Optional.empty()),
                moved("b-2", EstimateState.PROJECTED, "2026-06-01"),
                moved("b-2", EstimateState.MEASURED, "2026-06-01"));
        books.refuses(
                BusinessAnalysisError.OVERLAP,
                "b-2: b-1 moves take-rate@3 too (expected: one overlap-group for both",
                moved("b-2", EstimateState.LAUNCHED, "2026-06-01"));
        books.launch(estimate("b-3", "v7", "2027-01-01", Optional.of("home")), "2026-06-01");
        assertThat(books.book().lines().get("b-3")).isNotNull();
    }

    @Test
    void booksNothingWhereOneOfManyIsRefused() {
        books.refuses(
                BusinessAnalysisError.ALREADY_POSTED,
                "c-1: stands in the ledger already (expected: another id)",
                cost("c-1", "2026-06", "10.00 EUR"),
                cost("c-2", "2026-06", "10.00 EUR"),
                cost("c-1", "2026-06", "10.00 EUR"));
    }
}
