package io.volute.businessanalysis.ledger;

import static io.volute.businessanalysis.ledger.BooksDatabase.cost;
import static io.volute.businessanalysis.ledger.BooksDatabase.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.core.error.VoluteException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Months that are closed, and what becomes of what would change them. */
class ClosedMonthsIT {
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

    @Test
    void refusesAClosedMonthAndOffersTheFirstOpenOne() {
        books.post(cost("c-1", "2026-05", "10.00 EUR"));
        books.ledger().close(books.desk(), BookMonth.parse("2026-06"));
        books.refuses(
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
        books.post(cost("c-1", "2026-05", "10.00 EUR"), cost("c-2", "2026-07", "20.00 EUR"));
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
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.ALREADY_POSTED))
                .hasMessageContaining("c-1: is reversed already (expected: once)");
        assertThatThrownBy(() -> books.ledger().reverse(books.desk(), "reversal of c-1", "after all"))
                .hasMessageContaining("reversal of c-1: is a reversal (expected: what was posted)");
        assertThatThrownBy(() -> books.ledger().reverse(books.desk(), "c-9", "unknown"))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.NOT_POSTED))
                .hasMessageContaining("c-9: no transaction or estimate posted by hand");
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
}
