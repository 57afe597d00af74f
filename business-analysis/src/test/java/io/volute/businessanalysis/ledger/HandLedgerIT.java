package io.volute.businessanalysis.ledger;

import static io.volute.businessanalysis.ledger.BooksDatabase.benefit;
import static io.volute.businessanalysis.ledger.BooksDatabase.cost;
import static io.volute.businessanalysis.ledger.BooksDatabase.estimate;
import static io.volute.businessanalysis.ledger.BooksDatabase.line;
import static io.volute.businessanalysis.ledger.BooksDatabase.moved;
import static io.volute.businessanalysis.ledger.BooksDatabase.sides;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.core.artifact.Digest;
import io.volute.core.database.Database;
import io.volute.core.error.VoluteException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandLedgerIT {
    private static final Instant AUGUST = Instant.parse("2026-08-01T00:00:00Z");

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

    private void post(Posting... postings) {
        books.ledger().post(books.desk(), List.of(postings));
    }

    private void refuses(BusinessAnalysisError code, String message, Posting... postings) {
        long before = books.rows();
        assertThatThrownBy(() -> post(postings))
                .isInstanceOfSatisfying(
                        VoluteException.class, error -> assertThat(error.code()).isEqualTo(code))
                .hasMessageContaining(message);
        assertThat(books.rows()).isEqualTo(before);
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
        post(train);
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
        refuses(
                BusinessAnalysisError.UNBALANCED,
                "c-1: 2 postings, sum 0.01 (expected: two or more that add up to 0)",
                sides("c-1", "cost.people", "1.00 EUR", "clearing.people", "-0.99 EUR"));
        refuses(
                BusinessAnalysisError.UNBALANCED,
                "c-1: 1 postings, sum 1.00 (expected: two or more that add up to 0)",
                sides("c-1", "cost.people", "1.00 EUR"));
        refuses(
                BusinessAnalysisError.UNBALANCED,
                "c-1: 0 postings, sum 0 (expected: two or more that add up to 0)",
                sides("c-1"));
    }

    @Test
    void refusesACostThatBooksABenefit() {
        refuses(
                BusinessAnalysisError.UNBALANCED,
                "(expected: cost.people debited, and no other account of cost or benefit)",
                sides("c-1", "cost.people", "1.00 EUR", "benefit.A", "-1.00 EUR"));
    }

    @Test
    void refusesMixedCurrenciesWithoutADatedRate() {
        refuses(
                BusinessAnalysisError.CURRENCY_MIXED,
                "c-1: USD in books of EUR (expected: EUR, or a dated rate)",
                cost("c-1", "2026-06", "100.00 USD"));
        refuses(
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
        post(new Posting.Cost(
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
        refuses(
                BusinessAnalysisError.NO_EVIDENCE,
                "p-1: no estimate b-9 (expected: one that was posted",
                benefit("p-1", "b-9", "2026-07", "31200.00 EUR"));
        post(estimate("b-1", "", "2027-01-01", Optional.empty()), moved("b-1", EstimateState.PROJECTED, "2026-06-01"));
        refuses(
                BusinessAnalysisError.NO_EVIDENCE,
                "b-1: neither experiment nor study",
                moved("b-1", EstimateState.MEASURED, "2026-06-01"));
        refuses(
                BusinessAnalysisError.NO_EVIDENCE,
                "p-1: estimate b-1 is projected (expected: launched or verified",
                benefit("p-1", "b-1", "2026-07", "31200.00 EUR"));
    }

    @Test
    void refusesAnExperimentThatDidNotShip() {
        post(
                estimate("b-1", "v6", "2027-01-01", Optional.empty()),
                moved("b-1", EstimateState.PROJECTED, "2026-06-01"),
                estimate("b-2", "v9", "2027-01-01", Optional.empty()),
                moved("b-2", EstimateState.PROJECTED, "2026-06-01"));
        refuses(
                BusinessAnalysisError.NO_EVIDENCE,
                "b-1: experiment v6 says DO_NOT_SHIP (expected: SHIP)",
                moved("b-1", EstimateState.MEASURED, "2026-06-01"));
        refuses(
                BusinessAnalysisError.NO_EVIDENCE,
                "b-2: experiment v9 has no readout in this project",
                moved("b-2", EstimateState.MEASURED, "2026-06-01"));
    }

    @Test
    void skipsNoState() {
        post(estimate("b-1", "v7", "2027-01-01", Optional.empty()));
        refuses(
                BusinessAnalysisError.STATE_SKIPPED,
                "b-1: from hypothesised to launched (expected: projected; no state is skipped",
                moved("b-1", EstimateState.LAUNCHED, "2026-06-01"));
        books.launch(estimate("b-2", "v7", "2027-01-01", Optional.empty()), "2026-06-01");
        refuses(
                BusinessAnalysisError.STATE_SKIPPED,
                "b-2: from launched to expired (expected: verified; no state is skipped",
                moved("b-2", EstimateState.EXPIRED, "2026-07-01"));
    }

    @Test
    void refusesAUnitValueThatExpired() {
        refuses(
                BusinessAnalysisError.UNIT_VALUE_EXPIRED,
                "b-1: the unit value of take-rate@3 held until 2026-01-01",
                estimate("b-1", "v7", "2026-01-01", Optional.empty()));
        books.launch(estimate("b-2", "v7", "2026-09-15", Optional.empty()), "2026-06-01");
        refuses(
                BusinessAnalysisError.UNIT_VALUE_EXPIRED,
                "p-1: the unit value of take-rate@3 held until 2026-09-15 (expected: one that holds on 2026-10-01)",
                benefit("p-1", "b-2", "2026-10", "1.00 EUR"));
    }

    @Test
    void refusesLaunchesThatOverlapWithoutAGroup() {
        books.launch(estimate("b-1", "v7", "2027-01-01", Optional.of("home")), "2026-06-01");
        post(
                estimate("b-2", "v7", "2027-01-01", Optional.empty()),
                moved("b-2", EstimateState.PROJECTED, "2026-06-01"),
                moved("b-2", EstimateState.MEASURED, "2026-06-01"));
        refuses(
                BusinessAnalysisError.OVERLAP,
                "b-2: b-1 moves take-rate@3 too (expected: one overlap-group for both",
                moved("b-2", EstimateState.LAUNCHED, "2026-06-01"));
        books.launch(estimate("b-3", "v7", "2027-01-01", Optional.of("home")), "2026-06-01");
        assertThat(books.book().lines().get("b-3")).isNotNull();
    }

    @Test
    void refusesAClosedMonthAndOffersTheFirstOpenOne() {
        post(cost("c-1", "2026-05", "10.00 EUR"));
        books.ledger().close(books.desk(), BookMonth.parse("2026-06"));
        refuses(
                BusinessAnalysisError.PERIOD_CLOSED,
                "c-2: 2026-06 is closed (expected: 2026-07 or later, the first open month)",
                cost("c-2", "2026-06", "10.00 EUR"));
        assertThatThrownBy(() -> books.ledger().close(books.desk(), BookMonth.parse("2026-08")))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.PERIOD_CLOSED))
                .hasMessageContaining("2026-08: is not over on 2026-08-01");
        assertThatThrownBy(() -> books.ledger().close(books.desk(), BookMonth.parse("2026-06")))
                .hasMessageContaining("2026-06: is closed already (expected: 2026-07, the first open month)");
    }

    @Test
    void reversesInTheMonthOrInTheFirstOpenOne() {
        post(cost("c-1", "2026-05", "10.00 EUR"), cost("c-2", "2026-07", "20.00 EUR"));
        books.ledger().close(books.desk(), BookMonth.parse("2026-06"));
        books.ledger().reverse(books.desk(), "c-1", "billed twice");
        books.ledger().reverse(books.desk(), "c-2", "billed twice");
        assertThat(books.book().booked())
                .extracting(HandBook.Booked::period)
                .extracting(BookMonth::toString)
                .containsExactly("2026-05", "2026-07", "2026-07", "2026-07");
        assertThat(books.book().booked().get(2).reverses()).contains("c-1");
        assertThatThrownBy(() -> books.ledger().reverse(books.desk(), "c-1", "again"))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.ALREADY_POSTED));
        assertThatThrownBy(() -> books.ledger().reverse(books.desk(), "reversal of c-1", "after all"))
                .hasMessageContaining("reversal of c-1: is a reversal (expected: what was posted)");
        assertThatThrownBy(() -> books.ledger().reverse(books.desk(), "c-9", "unknown"))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.NOT_POSTED))
                .hasMessageContaining("c-9: no transaction or estimate posted by hand");
    }

    @Test
    void booksNothingWhereOneOfManyIsRefused() {
        refuses(
                BusinessAnalysisError.ALREADY_POSTED,
                "c-1: stands in the ledger already (expected: another id)",
                cost("c-1", "2026-06", "10.00 EUR"),
                cost("c-2", "2026-06", "10.00 EUR"),
                cost("c-1", "2026-06", "10.00 EUR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hand_transaction", "hand_posting", "closed_period"})
    void changesAndRemovesNothing(String table) {
        post(cost("c-1", "2026-06", "10.00 EUR"));
        books.ledger().close(books.desk(), BookMonth.parse("2026-06"));
        for (String sql : List.of(
                "UPDATE business_analysis." + table + " SET number = number + 1",
                "DELETE FROM business_analysis." + table,
                "TRUNCATE business_analysis." + table + " CASCADE")) {
            assertThatThrownBy(() -> books.database().jdbi().useHandle(handle -> handle.execute(sql)))
                    .isInstanceOf(JdbiException.class)
                    .hasMessageContaining("the ledger is append-only");
        }
    }

    @Test
    void balancesByTheDatabaseToo() {
        post(cost("c-1", "2026-06", "10.00 EUR"));
        assertThatThrownBy(() -> books.database().jdbi().useHandle(handle -> handle.execute("""
                                INSERT INTO business_analysis.hand_posting (project, number, position, account, amount)
                                SELECT project, number, 2, 'cost.people', 1.00 FROM business_analysis.hand_posting LIMIT 1
                                """)))
                .isInstanceOf(JdbiException.class)
                .hasMessageContaining("3 postings that add up to 1.00");
    }

    @Test
    void findsARowThatWasChangedBehindItsBack() {
        post(cost("c-1", "2026-06", "10.00 EUR"), cost("c-2", "2026-06", "20.00 EUR"));
        books.database().jdbi().useHandle(handle -> {
            handle.execute("ALTER TABLE business_analysis.hand_posting DISABLE TRIGGER ALL");
            handle.execute("UPDATE business_analysis.hand_posting SET amount = amount * 2 WHERE number = 1");
        });
        assertThatThrownBy(() -> books.book())
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.LEDGER_DAMAGED))
                .hasMessageContaining("ledger row 1 (c-1): is not what was appended");
    }

    @Test
    void landsBothOfTwoWhoPostAtOnce() throws Exception {
        try (Database other = books.open()) {
            var second = new HandLedger(() -> other, books.store);
            ExecutorService people = Executors.newFixedThreadPool(2);
            try {
                List<Callable<Integer>> hands = new ArrayList<>();
                for (HandLedger one : List.of(books.ledger(), second)) {
                    hands.add(() -> {
                        for (int i = 0; i < 10; i++) {
                            one.post(
                                    books.desk(),
                                    List.of(cost((one == second ? "b-" : "a-") + i, "2026-06", "1.00 EUR")));
                        }
                        return 10;
                    });
                }
                for (Future<Integer> done : people.invokeAll(hands)) {
                    assertThat(done.get()).isEqualTo(10);
                }
            } finally {
                people.shutdownNow();
            }
        }
        assertThat(books.book().rows()).extracting(HandRow::number).containsExactlyElementsOf(numbers(20));
    }

    @Test
    void refusesTheSecondOfTwoWhoReverseTheSame() throws Exception {
        post(cost("c-1", "2026-06", "10.00 EUR"));
        try (Database other = books.open()) {
            var second = new HandLedger(() -> other, books.store);
            ExecutorService people = Executors.newFixedThreadPool(2);
            List<String> outcomes = new ArrayList<>();
            try {
                List<Callable<String>> hands = new ArrayList<>();
                for (HandLedger one : List.of(books.ledger(), second)) {
                    hands.add(() -> {
                        try {
                            one.reverse(books.desk(), "c-1", "billed twice");
                            return "landed";
                        } catch (VoluteException e) {
                            return e.code().code();
                        }
                    });
                }
                for (Future<String> done : people.invokeAll(hands)) {
                    outcomes.add(done.get());
                }
            } finally {
                people.shutdownNow();
            }
            assertThat(outcomes).containsExactlyInAnyOrder("landed", "business-analysis.already-posted");
        }
        assertThat(books.rows()).isEqualTo(2);
    }

    private static List<Long> numbers(int n) {
        List<Long> numbers = new ArrayList<>();
        for (long i = 1; i <= n; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    @Test
    void showsAnOlderDateTheRowsAsTheyWere() {
        post(cost("c-1", "2026-06", "10.00 EUR"));
        books.pass("2026-09-01");
        post(cost("c-2", "2026-06", "20.00 EUR"));
        assertThat(books.ledger().book(books.project, Optional.of(AUGUST)).booked())
                .extracting(HandBook.Booked::id)
                .containsExactly("c-1");
        var states = books.database().jdbi().withHandle(handle -> books.store.states(handle, books.project));
        assertThat(states).hasSize(2);
        HandStore.Known then = books.database()
                .jdbi()
                .withHandle(handle -> books.store.find(handle, states.get(states.firstKey())))
                .orElseThrow();
        assertThat(then.book().booked()).extracting(HandBook.Booked::id).containsExactly("c-1");
        Optional<HandStore.Known> never =
                books.database().jdbi().withHandle(handle -> books.store.find(handle, Digest.of("other")));
        assertThat(never).isEmpty();
    }

    @Test
    void keepsTheLinesOfAClosedMonthAndBooksWhatChangesInTheFirstOpenOne() {
        books.derive(
                AUGUST, List.of(line("2026-06 run", "2026-06", "500.00"), line("2026-07 run", "2026-07", "500.00")));
        books.ledger().close(books.desk(), BookMonth.parse("2026-06"));
        HandStore.Known known = books.database().jdbi().withHandle(handle -> {
            HandBook book = books.store.book(handle, books.project);
            return new HandStore.Known(book, books.store.kept(handle, books.project, book));
        });
        assertThat(known.kept()).extracting(Transaction::id).containsExactly("2026-06 run");
        List<Transaction> settled = DerivedLines.settle(
                List.of(
                        line("2026-06 late", "2026-06", "40.00"),
                        line("2026-06 run", "2026-06", "450.00"),
                        line("2026-07 run", "2026-07", "500.00")),
                known.kept(),
                known.book().closedThrough());
        assertThat(settled)
                .extracting(one -> one.id() + " " + one.postings().get(0).amount())
                .containsExactly(
                        "2026-06 run 500.00",
                        "2026-07 adjustment 2026-06 late 40.00",
                        "2026-07 adjustment 2026-06 run -50.00",
                        "2026-07 run 500.00");
    }

    @Test
    void holdsLaunchesAgainstTheHoldoutThatTheyShare() {
        books.launch(estimate("b-1", "v7", "2027-01-01", Optional.of("home")), "2026-07-01");
        books.launch(estimate("b-2", "v7", "2027-01-01", Optional.of("home")), "2026-07-01");
        BookMonth july = BookMonth.parse("2026-07");
        var holdout = new HoldoutFile("home", july, july, Amount.parse("30000.00 EUR"), 28_000, 32_000, "5 % held out");
        Posting.Reconciliation done = books.ledger().reconcile(books.desk(), holdout);
        // Both claim 1.2e6 x .95 x .011 x 2.50 x 2^(-1 month / 180 days).
        double claimed = 2 * 1_200_000 * .95 * .011 * 2.50 * Math.pow(2, -365.25 / 12 / 180);
        assertThat(done.lines().doubleValue()).isCloseTo(claimed, within(.02));
        assertThat(done.factor()).isCloseTo(30_000 / claimed, within(1e-6));
        assertThat(done.low()).isLessThan(done.factor());
        assertThat(done.high()).isGreaterThan(done.factor());
        long before = books.rows();
        var other = new HoldoutFile("search", july, july, Amount.parse("1.00 EUR"), 0, 2, "nothing");
        assertThatThrownBy(() -> books.ledger().reconcile(books.desk(), other))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.NO_EVIDENCE))
                .hasMessageContaining("overlap-group search from 2026-07 to 2026-07");
        var foreign = new HoldoutFile("home", july, july, Amount.parse("1.00 USD"), 0, 2, "nothing");
        post(cost("c-1", "2026-07", "1.00 EUR"));
        assertThatThrownBy(() -> books.ledger().reconcile(books.desk(), foreign))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.CURRENCY_MIXED));
        assertThat(books.rows()).isEqualTo(before + 1);
    }
}
