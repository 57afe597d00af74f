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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
                    "CREATE TABLE units AS SELECT row_number() OVER (ORDER BY unit) AS i, * FROM (SELECT unit, min(arm) AS arm,"
                            + " count(DISTINCT arm) AS arms, min(assigned) AS assigned,"
                            + " min(exposed) FILTER (exposed < " + asOf + ") AS exposed, bool_or(bot) AS bot"
                            + assigned.leastAttributes() + " FROM seen GROUP BY unit)");
            run("DROP TABLE seen");
            var chunks = new EventChunks(sql);
            load(events, chunks);
            if (!chunks.any()) {
                load("raw", chunks.none());
            }
            long read = number("SELECT count(*) FROM raw");
            long unknownYet = number("SELECT count(*) FROM raw WHERE received >= " + asOf);
            long receivedBefore = number("SELECT count(*) FROM raw WHERE received < happened - 300000000");
            SortedMap<LocalDate, Long> days = days();
            Repeats repeats = dropRepeats(chunks.content());
            List<Double> scales = scales(chunks.whole());
            run("CREATE TABLE e AS SELECT u.i, r.happened - u.exposed AS rel, flags" + chunks.columns(scales)
                    + " FROM raw r JOIN units u ON r.unit = u.unit WHERE u.exposed IS NOT NULL AND r.received < "
                    + asOf);
            long unassigned = number("SELECT count(*) FROM raw r ANTI JOIN units u ON r.unit = u.unit");
            run("DROP TABLE raw");
            TallySql.Plan plan = sql.plan(scales);
            for (String statement : plan.statements()) {
                run(statement);
            }
            var facts = new UnitTotals.LogFacts(
                    read,
                    repeats.duplicates,
                    repeats.conflicting,
                    unassigned,
                    unknownYet,
                    number("SELECT count(*) FROM e WHERE rel < 0"),
                    receivedBefore,
                    number(sql.negative()),
                    days);
            return new UnitTotals(result(assigned, plan), assigned.attributes(), facts);
        }

        /**
         * By what fractions are multiplied so that the largest takes 62 bits: whole numbers of a power of two add up to
         * the same sum in any order, and what a value loses by it is less than 2^-61 of the largest.
         */
        private List<Double> scales(List<Boolean> whole) throws SQLException {
            List<Double> scales = new ArrayList<>();
            for (int v = 0; v < whole.size(); v++) {
                double largest = whole.get(v) ? 0 : largest(v);
                scales.add(largest == 0 ? 1 : Math.scalb(1.0, Math.min(1000, 61 - Math.getExponent(largest))));
            }
            return scales;
        }

        private double largest(int value) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT coalesce(max(abs(v" + value + ")), 0) FROM raw")) {
                row.next();
                return row.getDouble(1);
            }
        }

        private void load(EventLog events, EventChunks chunks) throws SQLException {
            try {
                events.read(part -> {
                    try {
                        load("raw", chunks.prepare(part));
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

        private record Repeats(long duplicates, long conflicting) {}

        /** Equal ids are found by their hashes, which few rows share by chance; then by the ids themselves. */
        private Repeats dropRepeats(String content) throws SQLException {
            run("CREATE TABLE twice AS SELECT hash(id) AS h FROM raw GROUP BY h HAVING count(*) > 1");
            if (number("SELECT count(*) FROM twice") == 0) {
                return new Repeats(0, 0);
            }
            run(
                    "CREATE TABLE same AS SELECT *, row_number() OVER one AS place, first_value(h) OVER one AS kept FROM (SELECT *,"
                            + " hash(" + content + ") AS h FROM raw WHERE hash(id) IN (FROM twice))"
                            + " WINDOW one AS (PARTITION BY id ORDER BY received, happened, h)");
            long duplicates = number("SELECT count(*) FROM same WHERE place > 1");
            long conflicting = number("SELECT count(*) FROM same WHERE place > 1 AND h <> kept");
            run("CREATE TABLE once AS SELECT * FROM raw WHERE hash(id) NOT IN (FROM twice) UNION ALL BY NAME SELECT *"
                    + " EXCLUDE (h, place, kept) FROM same WHERE place = 1");
            run("DROP TABLE raw");
            run("DROP TABLE same");
            run("ALTER TABLE once RENAME TO raw");
            return new Repeats(duplicates, conflicting);
        }

        private SortedMap<LocalDate, Long> days() throws SQLException {
            SortedMap<LocalDate, Long> days = new TreeMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(
                            "SELECT happened // 86400000000 - (happened % 86400000000 < 0)::INT AS day, count(*) FROM raw GROUP BY day")) {
                while (result.next()) {
                    days.put(LocalDate.ofEpochDay(result.getLong(1)), result.getLong(2));
                }
            }
            if (!days.isEmpty()) {
                for (LocalDate day = days.firstKey(); day.isBefore(days.lastKey()); day = day.plusDays(1)) {
                    days.putIfAbsent(day, 0L);
                }
            }
            return days;
        }

        private Table result(UnitAssignments assigned, TallySql.Plan plan) throws SQLException {
            StringBuilder select = new StringBuilder("SELECT unit, arm, assigned, exposed, bot, arms")
                    .append(assigned.attributeColumns());
            for (int n = 0; n < tallies.size(); n++) {
                select.append(", coalesce(t").append(n).append(", 0)::DOUBLE");
            }
            select.append(" FROM units u");
            for (String table : plan.tables()) {
                select.append(" LEFT JOIN ").append(table).append(" USING (i)");
            }
            select.append(" ORDER BY u.i");
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(select.toString())) {
                return assigned.read(result, tallies);
            }
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
