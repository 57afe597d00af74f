package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.core.artifact.Digest;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.HandRows;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows posted by hand in their tables. */
public final class HandStore implements HandRows {
    /** Before any run there is no date yet: the first run knows what was posted before it, whatever its date. */
    static final Instant START = Instant.parse("0001-01-01T00:00:00Z");

    @Inject
    HandStore() {}

    @Override
    public SortedMap<Instant, Digest> states(Handle handle, UUID project) {
        SortedMap<Instant, Digest> states = new TreeMap<>();
        handle.createQuery("""
                        SELECT DISTINCT ON (as_of) as_of, chain FROM business_analysis.hand_transaction
                        WHERE project = :project ORDER BY as_of, number DESC
                        """)
                .bind("project", project)
                .map((row, context) -> Map.entry(instant(row, "as_of"), Digest.parse(row.getString("chain"))))
                .forEach(entry -> states.put(entry.getKey(), entry.getValue()));
        return states;
    }

    /** All rows of a project, verified. */
    HandBook book(Handle handle, UUID project) {
        // The last row first: one that is appended while we read is not half seen.
        long last = handle.createQuery("""
                        SELECT coalesce(max(number), 0) FROM business_analysis.hand_transaction
                        WHERE project = :project
                        """)
                .bind("project", project)
                .mapTo(Long.class)
                .one();
        return read(handle, project, last);
    }

    /** The rows that a project knew at a date. */
    HandBook book(Handle handle, UUID project, Instant asOf) {
        long last = handle.createQuery("""
                        SELECT coalesce(max(number), 0) FROM business_analysis.hand_transaction
                        WHERE project = :project AND as_of <= :asOf::timestamptz
                        """)
                .bind("project", project)
                .bind("asOf", asOf.toString())
                .mapTo(Long.class)
                .one();
        return read(handle, project, last);
    }

    /** The rows up to the one that a step was told; those of an equal ledger are equal. */
    Optional<Known> find(Handle handle, Digest through) {
        return handle.createQuery("""
                        SELECT project, number FROM business_analysis.hand_transaction
                        WHERE chain = :chain ORDER BY created_at LIMIT 1
                        """)
                .bind("chain", through.toString())
                .map((row, context) -> Map.entry(row.getObject("project", UUID.class), row.getLong("number")))
                .findFirst()
                .map(end -> {
                    HandBook book = read(handle, end.getKey(), end.getValue());
                    return new Known(book, kept(handle, end.getKey(), book));
                });
    }

    /**
     * What a step knows of the hand-posted side.
     *
     * @param book the rows
     * @param kept derived lines of the closed months
     */
    public record Known(HandBook book, List<Transaction> kept) {
        /** Copies. */
        public Known {
            kept = List.copyOf(kept);
        }

        /** Where nobody posted. */
        public static Known nothing() {
            return new Known(new HandBook(), List.of());
        }
    }

    private static HandBook read(Handle handle, UUID project, long last) {
        Map<Long, List<Transaction.Posting>> sides = new HashMap<>();
        handle.createQuery("""
                        SELECT number, account, amount FROM business_analysis.hand_posting
                        WHERE project = :project AND number <= :last ORDER BY number, position
                        """)
                .bind("project", project)
                .bind("last", last)
                .map((row, context) -> Map.entry(
                        row.getLong("number"),
                        new Transaction.Posting(row.getString("account"), row.getBigDecimal("amount"))))
                .forEach(side -> sides.computeIfAbsent(side.getKey(), number -> new ArrayList<>())
                        .add(side.getValue()));
        List<HandRow> rows = handle.createQuery("""
                        SELECT * FROM business_analysis.hand_transaction
                        WHERE project = :project AND number <= :last ORDER BY number
                        """)
                .bind("project", project)
                .bind("last", last)
                .map((row, context) -> new HandRow(
                        row.getLong("number"),
                        HandRow.read(row.getString("type"), row.getString("document")),
                        Optional.ofNullable(row.getString("period")).map(BookMonth::parse),
                        Optional.ofNullable(row.getString("currency")),
                        sides.getOrDefault(row.getLong("number"), List.of()),
                        row.getString("posted_by"),
                        instant(row, "as_of"),
                        Digest.parse(row.getString("chain"))))
                .list();
        HandBook book = new HandBook();
        for (HandRow row : rows) {
            if (!row.follows(book.last())) {
                throw damaged(row);
            }
            book.add(row);
        }
        return book;
    }

    private static VoluteException damaged(HandRow row) {
        return new VoluteException(
                BusinessAnalysisError.LEDGER_DAMAGED,
                "ledger row " + row.number() + " (" + row.posting().id()
                        + "): is not what was appended, or a row before it is gone (expected: " + row.chain()
                        + ")\nfix: restore the database from a backup");
    }

    /** Appends a row; a unique key lets one of two win. */
    void append(Handle handle, UUID project, HandRow row) {
        handle.createUpdate("""
                        INSERT INTO business_analysis.hand_transaction
                            (project, number, id, type, period, currency, document, posted_by, as_of, chain)
                        VALUES (:project, :number, :id, :type, :period, :currency, :document, :by,
                                :asOf::timestamptz, :chain)
                        """)
                .bind("project", project)
                .bind("number", row.number())
                .bind("id", row.posting().id())
                .bind("type", row.type())
                .bind("period", row.period().map(BookMonth::toString).orElse(null))
                .bind("currency", row.currency().orElse(null))
                .bind("document", row.document())
                .bind("by", row.by())
                .bind("asOf", row.asOf().toString())
                .bind("chain", row.chain().toString())
                .execute();
        if (row.postings().isEmpty()) {
            return;
        }
        PreparedBatch sides = handle.prepareBatch("""
                INSERT INTO business_analysis.hand_posting (project, number, position, account, amount)
                VALUES (:project, :number, :position, :account, :amount)
                """);
        int position = 0;
        for (Transaction.Posting side : row.postings()) {
            sides.bind("project", project)
                    .bind("number", row.number())
                    .bind("position", position++)
                    .bind("account", side.account())
                    .bind("amount", side.amount())
                    .add();
        }
        sides.execute();
    }

    void close(Handle handle, UUID project, HandRow row, Posting.Closing closing, Optional<UUID> result) {
        handle.createUpdate("""
                        INSERT INTO business_analysis.closed_period (project, period, number, result_id, digest)
                        VALUES (:project, :period, :number, :result, :digest)
                        """)
                .bind("project", project)
                .bind("period", closing.period().toString())
                .bind("number", row.number())
                .bind("result", result.orElse(null))
                .bind("digest", closing.digest())
                .execute();
    }

    /** The derived lines of the closed months, each as its closing found it. */
    List<Transaction> kept(Handle handle, UUID project, HandBook book) {
        List<Transaction> kept = new ArrayList<>();
        Map<String, UUID> results = new HashMap<>();
        handle.createQuery("SELECT period, result_id FROM business_analysis.closed_period WHERE project = :project")
                .bind("project", project)
                .map((row, context) ->
                        Map.entry(row.getString("period"), Optional.ofNullable(row.getObject("result_id", UUID.class))))
                .forEach(closed -> closed.getValue().ifPresent(result -> results.put(closed.getKey(), result)));
        Map<UUID, List<Transaction>> derived = new HashMap<>();
        book.closings().forEach((period, closing) -> {
            List<Transaction> lines = Optional.ofNullable(results.get(period.toString()))
                    .map(result -> derived.computeIfAbsent(result, id -> derived(handle, id)))
                    .orElse(List.of())
                    .stream()
                    .filter(line -> line.month().equals(period.toString()))
                    .toList();
            if (!DerivedLines.digest(lines).toString().equals(closing.digest())) {
                throw new VoluteException(
                        BusinessAnalysisError.LEDGER_DAMAGED,
                        period + ": the derived lines of this closed month are not what was closed (expected: "
                                + closing.digest() + ")\nfix: restore the database from a backup");
            }
            kept.addAll(lines);
        });
        return kept;
    }

    /** The derived lines of a result of the step, by month and id. */
    List<Transaction> derived(Handle handle, UUID result) {
        Map<String, List<Transaction.Posting>> sides = new HashMap<>();
        handle.createQuery("""
                        SELECT transaction_id, account, amount FROM business_analysis.posting
                        WHERE result_id = :result ORDER BY transaction_id, position
                        """)
                .bind("result", result)
                .map((row, context) -> Map.entry(
                        row.getString("transaction_id"),
                        new Transaction.Posting(row.getString("account"), row.getBigDecimal("amount"))))
                .forEach(side -> sides.computeIfAbsent(side.getKey(), id -> new ArrayList<>())
                        .add(side.getValue()));
        return DerivedLines.sorted(handle.createQuery(
                        "SELECT * FROM business_analysis.transaction WHERE result_id = :result")
                .bind("result", result)
                .map((row, context) -> new Transaction(
                        row.getString("id"),
                        row.getString("month"),
                        row.getString("kind"),
                        row.getString("grade"),
                        row.getString("text"),
                        sides.getOrDefault(row.getString("id"), List.of())))
                .list());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
