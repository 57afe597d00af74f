package io.volute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.contract.metric.EventFile;
import io.volute.core.contract.metric.EventLog;
import io.volute.core.contract.metric.EventSelection;
import io.volute.core.contract.metric.UnitTally;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.contract.metric.Window;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is added up in the process that opens the file, beside the same rows handed on and added up here. */
class ChildTotalsTest {
    private static final Instant EXPOSED = Instant.parse("2026-06-01T12:00:00Z");
    private static final Window MONTH = new Window(Duration.ZERO, Duration.ofDays(28));
    private static final Window BEFORE = new Window(Duration.ofDays(-14), Duration.ZERO);
    private static final EventSelection SHOWN = new EventSelection("it's shown", Optional.empty());
    private static final EventSelection ALL = new EventSelection("play", Optional.empty());
    private static final EventSelection PLAYED =
            new EventSelection("play", Optional.of(Expression.parse("seconds >= 60 or kind = 'live'")));
    private static final List<UnitTally> TALLIES = List.of(
            new UnitTally.Seen("shown", SHOWN, "rec_id", MONTH),
            new UnitTally.Answered("taken", SHOWN, "rec_id", MONTH, PLAYED, Duration.ofDays(2), Optional.empty()),
            new UnitTally.Answered(
                    "taken before", SHOWN, "rec_id", BEFORE, PLAYED, Duration.ofDays(2), Optional.of(Duration.ZERO)),
            new UnitTally.Sum("seconds", ALL, "seconds", MONTH),
            new UnitTally.Sum("price", ALL, "price", MONTH),
            new UnitTally.Count("recs", PLAYED, Optional.of("rec_id"), MONTH),
            new UnitTally.Count("renders", SHOWN, Optional.empty(), MONTH),
            new UnitTally.Reached("reached", List.of(SHOWN, ALL), MONTH));
    private static final SortedMap<String, ColumnType> TYPES = new TreeMap<>(Map.of(
            "event_id", ColumnType.TEXT,
            "unit", ColumnType.TEXT,
            "event", ColumnType.TEXT,
            "at", ColumnType.INSTANT,
            "received_at", ColumnType.INSTANT,
            "rec_id", ColumnType.TEXT,
            "kind", ColumnType.TEXT,
            "seconds", ColumnType.DOUBLE,
            "price", ColumnType.DOUBLE));
    private static final int UNITS = 40;

    @TempDir
    Path folder;

    /** Rows as SQL: ids that repeat with the same and other content, strangers, late rows, times before the exposure. */
    private static String log(long seed) {
        Random random = new Random(seed);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            int id = random.nextInt(4) == 0 ? random.nextInt(i + 1) : i;
            boolean shown = random.nextBoolean();
            long at = random.nextInt(60 * 24 * 40) - 60L * 24 * 10;
            rows.add("('e" + id + "', 'u" + random.nextInt(UNITS + 3) + "', '" + (shown ? "it''s shown" : "play")
                    + "', TIMESTAMPTZ '2026-06-01 12:00:00Z' + to_minutes(" + at + "), "
                    + (random.nextInt(9) == 0
                            ? "NULL"
                            : "TIMESTAMPTZ '2026-06-01 12:00:00Z' + to_minutes(" + (at + random.nextInt(1000) - 20)
                                    + ")")
                    + ", " + (random.nextInt(5) == 0 ? "NULL" : "'r" + random.nextInt(60) + "'")
                    + ", " + (random.nextInt(5) == 0 ? "'live'" : random.nextInt(3) == 0 ? "NULL" : "'ü'")
                    + ", " + (shown ? "NULL" : Integer.toString(random.nextInt(130) - 5))
                    + ", " + (shown ? "NULL" : Double.toString(random.nextInt(1000) / 7.0)) + ")");
        }
        return "SELECT * REPLACE (price::DOUBLE AS price) FROM (VALUES " + String.join(", ", rows)
                + ") t(event_id, unit, event, \"at\", received_at, rec_id, kind, seconds, price)";
    }

    private static Table assigned() {
        Column.Builder unit = Column.builder("unit", ColumnType.TEXT, 8);
        Column.Builder arm = Column.builder("arm", ColumnType.TEXT, 8);
        Column.Builder at = Column.builder("assigned_at", ColumnType.INSTANT, 8);
        Column.Builder exposed = Column.builder("exposed_at", ColumnType.INSTANT, 8);
        Column.Builder platform = Column.builder("platform", ColumnType.TEXT, 8);
        for (int i = 0; i < UNITS; i++) {
            unit.add("u" + i);
            arm.add(i % 2 == 0 ? "control" : "treatment");
            at.add(EXPOSED);
            if (i % 7 == 3) {
                exposed.addMissing();
            } else {
                exposed.add(EXPOSED.plus(Duration.ofHours(i)));
            }
            platform.add(i % 3 == 0 ? "web" : "tv");
        }
        return Table.of(List.of(unit.build(), arm.build(), at.build(), exposed.build(), platform.build()));
    }

    private Path write(String query) throws SQLException {
        Path file = folder.resolve("events.parquet");
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
        }
        return file;
    }

    private static EventFile file(Path path) {
        return new EventFile(path, TYPES, new TreeSet<>(List.of("event_id", "unit", "event", "at")));
    }

    /** The file's rows as a table, as whoever reads it row by row has them. */
    private static Table rows(Path path) throws SQLException {
        try (LocalEngine engine = LocalEngine.open(path.getParent(), "300MB")) {
            List<Engine.Selected> columns = new ArrayList<>();
            TYPES.forEach((name, type) -> {
                String quoted = '"' + name + '"';
                columns.add(new Engine.Selected(
                        name,
                        type,
                        switch (type) {
                            case INSTANT -> "epoch_us(" + quoted + ")";
                            case DOUBLE -> "CAST(" + quoted + " AS DOUBLE)";
                            default -> "CAST(" + quoted + " AS VARCHAR)";
                        }));
            });
            return engine.read(columns, " FROM '" + path + "'");
        }
    }

    private static Optional<UnitTotals> inTheChild(EventFile file, List<UnitTally> tallies, long asOf, long atOnce) {
        return child(tallies, asOf, atOnce).of(file);
    }

    private static ChildTotals child(List<UnitTally> tallies, long asOf, long atOnce) {
        return new ChildTotals(new TallySql(tallies), tallies, UnitAssignments.of(assigned()), asOf, atOnce);
    }

    private static void assertSame(UnitTotals found, UnitTotals expected) {
        assertThat(found.log()).isEqualTo(expected.log());
        assertThat(found.attributes()).isEqualTo(expected.attributes());
        assertThat(found.units().columns().stream().map(Column::name))
                .containsExactlyElementsOf(
                        expected.units().columns().stream().map(Column::name).toList());
        for (Column column : expected.units().columns()) {
            for (int row = 0; row < expected.units().rows(); row++) {
                assertThat(found.units().column(column.name()).valueAt(row))
                        .describedAs("%s, row %s", column.name(), row)
                        .isEqualTo(column.valueAt(row));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2500000", "2, 100", "3, 1", "4, 400"})
    void equalsWhatIsAddedUpHereWhateverIsAddedUpAtOnce(long seed, long atOnce) throws Exception {
        Path path = write(log(seed));
        Optional<Instant> asOf = seed % 2 == 0 ? Optional.empty() : Optional.of(EXPOSED.plus(Duration.ofDays(20)));
        UnitTotals expected =
                new DuckDbEventTotals().totals(assigned(), EventLog.of(List.of(rows(path))), TALLIES, asOf);

        UnitTotals found = child(TALLIES, asOf.map(EventChunks::micros).orElse(Long.MAX_VALUE), atOnce)
                .tried(file(path))
                .orElseThrow();

        assertThat(expected.log().duplicates()).isPositive();
        assertThat(expected.log().conflicting()).isPositive();
        assertThat(expected.log().unassigned()).isPositive();
        assertThat(expected.log().negative()).isPositive();
        assertSame(found, expected);
    }

    @Test
    void takesNumbersAsNamesOfUnitsAndColumnsWhoseNamesAreOurs() throws Exception {
        Path path =
                write("SELECT i AS event_id, i % 5 AS unit, 'play' AS event, TIMESTAMP '2026-06-02 00:00:00' AS \"at\","
                        + " 'r' AS rec_id, 'live' AS kind, 60 AS seconds, 1 AS price, 7 AS i, 8 AS exposed, 9 AS x, 10 AS flags"
                        + " FROM range(100) t(i)");
        UnitTotals found = inTheChild(file(path), TALLIES, Long.MAX_VALUE, 1000).orElseThrow();

        assertThat(found.log().events()).isEqualTo(100);
        assertThat(found.log().unassigned()).isEqualTo(100);
        assertThat(found.log().duplicates()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WHERE false",
                "UNION ALL SELECT NULL, 'u', 'play', TIMESTAMPTZ '2026-06-02 00:00:00Z', NULL, NULL, NULL, 1, 1",
                "UNION ALL SELECT 'x', 'u', NULL, TIMESTAMPTZ '2026-06-02 00:00:00Z', NULL, NULL, NULL, 1, 1",
                "UNION ALL SELECT 'x', 'u', 'play', 'infinity', NULL, NULL, NULL, 1, 1",
                "UNION ALL SELECT 'x', 'u', 'play', TIMESTAMPTZ '2026-06-02 00:00:00Z', NULL, NULL, NULL, 1, 'nan'"
            })
    void leavesWhatIsNotAsDeclaredToWhoeverSaysWhatIsNot(String also) throws Exception {
        assertThat(inTheChild(file(write(log(1) + " " + also)), TALLIES, Long.MAX_VALUE, 1000))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seconds::DECIMAL(9, 2) AS seconds",
                "seconds::FLOAT AS seconds",
                "\"at\"::VARCHAR AS \"at\"",
                "true AS kind",
                "price::VARCHAR AS price"
            })
    void leavesColumnsOfOtherTypesToWhoeverReadsRowByRow(String replaced) throws Exception {
        Path path = write("SELECT * REPLACE (" + replaced + ") FROM (" + log(1) + ")");

        assertThat(inTheChild(file(path), TALLIES, Long.MAX_VALUE, 1000)).isEmpty();
    }

    @Test
    void leavesDamageAndAColumnThatIsNotThereToWhoeverReadsRowByRow() throws Exception {
        Path half = write(log(1));
        assertThat(inTheChild(file(half), List.of(new UnitTally.Sum("x", ALL, "minutes", MONTH)), Long.MAX_VALUE, 1000))
                .isEmpty();
        byte[] bytes = Files.readAllBytes(half);
        Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(inTheChild(file(half), TALLIES, Long.MAX_VALUE, 1000)).isEmpty();
    }

    @Test
    void readsRowByRowWhatTheChildDoesNotAnswer() throws Exception {
        Path path = write("SELECT * REPLACE (seconds::FLOAT AS seconds) FROM (" + log(2) + ")");
        Table rows = rows(path);
        UnitTotals found = new DuckDbEventTotals()
                .totals(
                        assigned(),
                        new EventLog() {
                            @Override
                            public void read(Consumer<Table> parts) {
                                parts.accept(rows);
                            }

                            @Override
                            public Optional<EventFile> file() {
                                return Optional.of(ChildTotalsTest.file(path));
                            }
                        },
                        TALLIES,
                        Optional.empty());

        assertSame(
                found,
                new DuckDbEventTotals().totals(assigned(), EventLog.of(List.of(rows)), TALLIES, Optional.empty()));
    }
}
