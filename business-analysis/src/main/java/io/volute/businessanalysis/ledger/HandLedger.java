package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.core.artifact.Digest;
import io.volute.core.database.Database;
import io.volute.core.error.VoluteException;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Appends to the ledger by hand: all of what is asked for in one transaction, or nothing. Two people who post at once both
 * land, unless what one of them posted makes the other's wrong: a row has a number, and only one can have it. Thread-safe.
 */
public final class HandLedger {
    private static final int ATTEMPTS = 20;
    private static final String UNIQUE = "23505";
    private static final String STEP = "business-analysis.ledger";

    private final Provider<Database> database;
    private final HandStore store;

    @Inject
    HandLedger(Provider<Database> database, HandStore store) {
        this.database = database;
        this.store = store;
    }

    /**
     * Who posts where.
     *
     * @param project the project
     * @param by who it is
     * @param currency the currency of scoping's costs
     * @param evidence its experiments
     */
    public record Desk(UUID project, String by, Optional<String> currency, Evidence evidence) {}

    /**
     * What was appended.
     *
     * @param number of the row
     * @param id as posted
     * @param period the month in which it is booked
     */
    public record Appended(long number, String id, Optional<BookMonth> period) {}

    /** Posts all of it. */
    public List<Appended> post(Desk desk, List<Posting> postings) {
        return append(desk, (handle, book, asOf) -> {
            List<Appended> appended = new ArrayList<>();
            for (Posting posting : postings) {
                appended.add(told(add(handle, desk, book, posting, asOf)));
            }
            return appended;
        });
    }

    /** Takes a transaction or an estimate back, from the newest date of the project on. */
    public Appended reverse(Desk desk, String id, String reason) {
        return append(
                desk,
                (handle, book, asOf) -> told(add(
                        handle,
                        desk,
                        book,
                        new Posting.Reversal(id, reason, LocalDate.ofInstant(day(book, id, asOf), ZoneOffset.UTC)),
                        asOf)));
    }

    /** Before the first run a project has no day; an estimate that ends then has never earned. */
    private static Instant day(HandBook book, String id, Instant asOf) {
        return asOf.equals(HandStore.START)
                ? Optional.ofNullable(book.lines().get(id))
                        .flatMap(HandBook.Line::launched)
                        .map(on -> on.atStartOfDay(ZoneOffset.UTC).toInstant())
                        .orElse(asOf)
                : asOf;
    }

    /** Closes a month and every open one before it; their derived lines stay as they are from now on. */
    public List<Appended> close(Desk desk, BookMonth period) {
        return append(desk, (handle, book, asOf) -> {
            if (book.isClosed(period)) {
                throw new VoluteException(
                        BusinessAnalysisError.PERIOD_CLOSED,
                        period + ": is closed already (expected: " + book.open(period) + ", the first open month)");
            }
            if (!period.isOverAt(asOf)) {
                throw new VoluteException(
                        BusinessAnalysisError.PERIOD_CLOSED,
                        period + ": is not over"
                                + (asOf.equals(HandStore.START)
                                        ? ", for this project has not run yet"
                                        : " on " + asOf.toString().substring(0, 10))
                                + " (expected: a month that has ended by the newest date of the project)");
            }
            Optional<UUID> result = head(handle, desk.project(), asOf);
            List<Transaction> derived =
                    result.map(id -> store.derived(handle, id)).orElse(List.of());
            List<Appended> appended = new ArrayList<>();
            for (BookMonth month = first(book, derived, period); month.compareTo(period) <= 0; month = month.next()) {
                String name = month.toString();
                Digest digest = DerivedLines.digest(derived.stream()
                        .filter(line -> line.month().equals(name))
                        .toList());
                var closing = new Posting.Closing(month, digest.toString());
                HandRow row = add(handle, desk, book, closing, asOf);
                store.close(handle, desk.project(), row, closing, result);
                appended.add(told(row));
            }
            return appended;
        });
    }

    /** Holds launches against a holdout; from then on the factor corrects what they claim. */
    public Posting.Reconciliation reconcile(Desk desk, HoldoutFile holdout) {
        return reconcile(desk, reconcile -> reconcile.against(holdout));
    }

    /** The same with an experiment of the project as the holdout. */
    public Posting.Reconciliation reconcile(Desk desk, HoldoutExperiment holdout) {
        return reconcile(desk, reconcile -> reconcile.against(holdout));
    }

    private Posting.Reconciliation reconcile(Desk desk, Function<Reconcile, Posting.Reconciliation> against) {
        return append(desk, (handle, book, asOf) -> {
            var reconciled = against.apply(new Reconcile(book, desk.currency(), desk.evidence(), asOf));
            add(handle, desk, book, reconciled, asOf);
            return reconciled;
        });
    }

    private static BookMonth first(HandBook book, List<Transaction> derived, BookMonth period) {
        if (book.closedThrough().isPresent()) {
            return book.closedThrough().get().next();
        }
        BookMonth first = period;
        for (Transaction line : derived) {
            BookMonth month = BookMonth.parse(line.month());
            first = month.compareTo(first) < 0 ? month : first;
        }
        for (HandBook.Booked line : book.booked()) {
            first = line.period().compareTo(first) < 0 ? line.period() : first;
        }
        return first;
    }

    /** All rows of a project, or those that it knew at a date. */
    public HandBook book(UUID project, Optional<Instant> asOf) {
        return database.get()
                .jdbi()
                .withHandle(handle ->
                        asOf.isPresent() ? store.book(handle, project, asOf.get()) : store.book(handle, project));
    }

    private static Appended told(HandRow row) {
        Optional<BookMonth> period =
                row.posting() instanceof Posting.Closing closing ? Optional.of(closing.period()) : row.period();
        return new Appended(row.number(), row.posting().id(), period);
    }

    private HandRow add(Handle handle, Desk desk, HandBook book, Posting posting, Instant asOf) {
        HandRow.Draft draft = new PostingRules(book, desk.currency(), desk.evidence(), asOf).check(posting);
        HandRow row = HandRow.after(book.last(), draft, desk.by(), asOf);
        store.append(handle, desk.project(), row);
        book.add(row);
        return row;
    }

    /** Appends to the book as it stands. */
    @FunctionalInterface
    private interface Work<T> {
        T on(Handle handle, HandBook book, Instant asOf);
    }

    private <T> T append(Desk desk, Work<T> work) {
        return again(() -> database.get().jdbi().inTransaction(handle -> {
            HandBook book = store.book(handle, desk.project());
            return work.on(handle, book, date(handle, desk.project(), book));
        }));
    }

    /** Somebody was quicker: look again at what stands there now. */
    private static <T> T again(Supplier<T> attempt) {
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                return attempt.get();
            } catch (RuntimeException e) {
                if (!isTaken(e)) {
                    throw e;
                }
            }
        }
        throw new VoluteException(
                BusinessAnalysisError.LEDGER_BUSY,
                "others post to this ledger all the time; nothing was posted (try again)");
    }

    private static boolean isTaken(Throwable error) {
        Throwable cause = error;
        while (cause != null) {
            if (cause instanceof SQLException sql && UNIQUE.equals(sql.getSQLState())) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** The newest date of the main line; never older than that of the row before. */
    private static Instant date(Handle handle, UUID project, HandBook book) {
        Instant newest = handle.createQuery("""
                        SELECT greatest(max(p.as_of), max(r.as_of)) FROM core.pass p
                        LEFT JOIN core.run r ON r.pass = p.id
                        WHERE p.project = :project AND p.main
                        """)
                .bind("project", project)
                .map((row, context) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .one()
                .map(OffsetDateTime::toInstant)
                .orElse(HandStore.START);
        return book.last().map(HandRow::asOf).filter(newest::isBefore).orElse(newest);
    }

    private static Optional<UUID> head(Handle handle, UUID project, Instant asOf) {
        return heads(handle, project, asOf).stream().findFirst();
    }

    /** The results that were the derived book up to a date, newest first. */
    static List<UUID> heads(Handle handle, UUID project, Instant asOf) {
        return handle.createQuery("""
                        SELECT s.result FROM core.step_run s
                        WHERE s.project = :project AND s.step = :step AND s.main AND s.as_of <= :asOf::timestamptz
                          AND s.result IS NOT NULL
                        ORDER BY s.as_of DESC, s.seq DESC
                        """)
                .bind("project", project)
                .bind("step", STEP)
                .bind("asOf", asOf.toString())
                .mapTo(UUID.class)
                .list();
    }

    /** The newest date of a project's main line; before its first run, that of whoever asks. */
    public Instant newest(UUID project, Instant otherwise) {
        Instant newest = database.get().jdbi().withHandle(handle -> date(handle, project, new HandBook()));
        return newest.equals(HandStore.START) ? otherwise : newest;
    }
}
