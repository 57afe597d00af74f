package io.volute.duckdb;

import io.volute.core.contract.metric.EventLog;
import io.volute.core.contract.metric.EventTotals;
import io.volute.core.contract.metric.UnitTally;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Table;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;

/**
 * Adds up events in a DuckDB of its own for each question, locked down to a private folder into which it spills what is
 * more than its memory. Conditions are evaluated before, so that no text of a user reaches the engine.
 */
public final class DuckDbEventTotals implements EventTotals {
    private static final String MEMORY = "600MB";
    private static final String ROWS = "volute_rows";

    /** A calculator. */
    @Inject
    public DuckDbEventTotals() {}

    @Override
    public UnitTotals totals(Table assignments, EventLog events, List<UnitTally> tallies, Optional<Instant> asOf) {
        try {
            Path folder = Files.createTempDirectory("volute-events-").toRealPath();
            folder.toFile().deleteOnExit();
            try (DuckDBConnection connection = LockDown.open(folder, MEMORY)) {
                return new Question(connection, tallies, asOf).answer(assignments, events);
            } finally {
                Files.deleteIfExists(folder.resolve("spill"));
                Files.deleteIfExists(folder);
            }
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            throw new VoluteException(
                    message.contains("No space left") ? CoreError.STORAGE : CoreError.INTERNAL,
                    "events cannot be added up: " + message,
                    e);
        } catch (IOException e) {
            throw new VoluteException(
                    CoreError.STORAGE,
                    "events cannot be added up: " + e.getMessage()
                            + " (expected: a folder for temporary files; point TMPDIR at one)",
                    e);
        }
    }

    /** One question in its own engine. */
    private static final class Question {
        private final DuckDBConnection connection;
        private final TallySql sql;
        private final List<UnitTally> tallies;
        private final long asOf;
        private final RowsFunction rows = new RowsFunction();

        Question(DuckDBConnection connection, List<UnitTally> tallies, Optional<Instant> asOf) throws SQLException {
            this.connection = connection;
            this.sql = new TallySql(tallies);
            this.tallies = tallies;
            this.asOf = asOf.map(EventChunks::micros).orElse(Long.MAX_VALUE);
            try (var function = DuckDBFunctions.tableFunction()) {
                function.withName(ROWS).withFunction(rows).register(connection);
            }
        }

        UnitTotals answer(Table assignments, EventLog events) throws SQLException {
            UnitAssignments assigned = UnitAssignments.of(assignments);
            load("seen", assigned.table());
            run(
                    "CREATE TABLE units AS SELECT i::INTEGER AS i, min(arm) AS arm, count(DISTINCT arm) AS arms, min(assigned) AS assigned,"
                            + " min(exposed) FILTER (exposed < " + asOf + ") AS exposed, bool_or(bot) AS bot"
                            + assigned.leastAttributes() + " FROM seen GROUP BY seen.i");
            run("DROP TABLE seen");
            var chunks = new EventChunks(sql, assigned, asOf);
            load(events, chunks);
            if (!chunks.any()) {
                load(chunks, chunks.none());
            }
            Repeats repeats = dropRepeats(chunks);
            TallySql.Plan plan = sql.plan(scales(chunks.largest()));
            for (String statement : plan.statements()) {
                run(statement);
            }
            var facts = new UnitTotals.LogFacts(
                    chunks.read(),
                    repeats.duplicates,
                    repeats.conflicting,
                    chunks.strangers() - repeats.ofStrangers,
                    chunks.unknownYet(),
                    number("SELECT count(*) FROM e WHERE rel < 0"),
                    chunks.receivedBefore(),
                    number(sql.negative()),
                    chunks.days());
            return new UnitTotals(result(assigned, plan), assigned.attributes(), facts);
        }

        /**
         * By what fractions are multiplied so that the largest takes 62 bits: whole numbers of a power of two add up to
         * the same sum in any order, and what a value loses by it is less than 2^-61 of the largest.
         */
        private static List<Double> scales(double[] largest) {
            return Arrays.stream(largest)
                    .mapToObj(most -> most == 0 ? 1 : Math.scalb(1.0, Math.min(1000, 61 - Math.getExponent(most))))
                    .toList();
        }

        private void load(EventLog events, EventChunks chunks) throws SQLException {
            try {
                events.read(part -> {
                    try {
                        load(chunks, chunks.prepare(part));
                    } catch (SQLException e) {
                        throw new Failed(e);
                    }
                });
            } catch (Failed e) {
                throw e.failure;
            }
        }

        /** Carries a failure of the engine through the log. */
        private static final class Failed extends RuntimeException {
            private static final long serialVersionUID = 1L;
            private final transient SQLException failure;

            Failed(SQLException failure) {
                super(failure);
                this.failure = failure;
            }
        }

        private record Repeats(long duplicates, long conflicting, long ofStrangers) {}

        /** Leaves in {@code e} each event that counts once. */
        private Repeats dropRepeats(EventChunks chunks) throws SQLException {
            String columns = "a, b, i, rel, happened, received, flags" + chunks.columns();
            run(
                    "CREATE TABLE same AS SELECT *, row_number() OVER one AS place, first_value(h) OVER one AS kept FROM (SELECT "
                            + columns + ", hash(i, happened, flags" + chunks.columns()
                            + ") AS h FROM e WHERE a IN (FROM maybe))"
                            + " WINDOW one AS (PARTITION BY a, b ORDER BY received, happened, h)");
            var repeats = new Repeats(
                    number("SELECT count(*) FROM same WHERE place > 1"),
                    number("SELECT count(*) FROM same WHERE place > 1 AND h <> kept"),
                    number("SELECT count(*) FROM same WHERE place > 1 AND i < 0"));
            run("DELETE FROM e WHERE rel IS NULL OR a IN (FROM maybe)");
            run("INSERT INTO e SELECT " + columns + " FROM same WHERE place = 1 AND rel IS NOT NULL");
            run("DROP TABLE same");
            return repeats;
        }

        private Table result(UnitAssignments assigned, TallySql.Plan plan) throws SQLException {
            StringBuilder select = new StringBuilder("CREATE TABLE answer AS SELECT u.*");
            for (int n = 0; n < tallies.size(); n++) {
                select.append(", coalesce(t")
                        .append(n)
                        .append(", 0)::DOUBLE AS t")
                        .append(n);
            }
            select.append(" FROM units u");
            for (String table : plan.tables()) {
                select.append(" LEFT JOIN ").append(table).append(" USING (i)");
            }
            run(select + " ORDER BY u.i");
            return assigned.read(new Sink(connection), " FROM answer", tallies);
        }

        private void load(EventChunks chunks, Table prepared) throws SQLException {
            load("maybe", chunks.repeats(prepared));
            load("e", prepared);
        }

        private void load(String table, Table content) throws SQLException {
            rows.serve(content);
            try {
                boolean there = number("SELECT count(*) FROM duckdb_tables() WHERE table_name = '" + table + "'") > 0;
                run(
                        there
                                ? "INSERT INTO " + table + " FROM " + ROWS + "()"
                                : "CREATE TABLE " + table + " AS FROM " + ROWS + "()");
            } finally {
                rows.serve(null);
            }
        }

        private void run(String statement) throws SQLException {
            LockDown.execute(connection, statement);
        }

        private long number(String query) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(query)) {
                result.next();
                return result.getLong(1);
            }
        }
    }
}
