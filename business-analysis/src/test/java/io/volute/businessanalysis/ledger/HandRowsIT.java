package io.volute.businessanalysis.ledger;

import static io.volute.businessanalysis.ledger.BooksDatabase.cost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.core.artifact.Digest;
import io.volute.core.database.Database;
import io.volute.core.error.VoluteException;
import java.sql.SQLException;
import java.time.Instant;
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

/** Rows that nobody changes and nobody loses, whoever posts beside. */
class HandRowsIT {
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

    @ParameterizedTest
    @ValueSource(strings = {"hand_transaction", "hand_posting", "closed_period"})
    void changesAndRemovesNothing(String table) {
        books.post(cost("c-1", "2026-06", "10.00 EUR"));
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
        books.post(cost("c-1", "2026-06", "10.00 EUR"));
        assertThatThrownBy(() -> books.database().jdbi().useHandle(handle -> handle.execute("""
                                INSERT INTO business_analysis.hand_posting (project, number, position, account, amount)
                                SELECT project, number, 2, 'cost.people', 1.00 FROM business_analysis.hand_posting LIMIT 1
                                """)))
                .isInstanceOf(JdbiException.class)
                .hasMessageContaining("3 postings that add up to 1.00");
    }

    @Test
    void findsARowThatWasChangedBehindItsBack() {
        books.post(cost("c-1", "2026-06", "10.00 EUR"), cost("c-2", "2026-06", "20.00 EUR"));
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
        books.post(cost("c-1", "2026-06", "10.00 EUR"));
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
        books.post(cost("c-1", "2026-06", "10.00 EUR"));
        books.pass("2026-09-01");
        books.post(cost("c-2", "2026-06", "20.00 EUR"));
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
}
