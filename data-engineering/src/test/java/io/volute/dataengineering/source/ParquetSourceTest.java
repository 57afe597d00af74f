package io.volute.dataengineering.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.inject.Guice;
import io.volute.core.error.ErrorType;
import io.volute.core.error.VoluteException;
import io.volute.core.table.ColumnarReader;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.Availability;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.log.TypedParts;
import io.volute.dataengineering.profile.InferredRows;
import io.volute.dataengineering.snapshot.IdentifiedRows;
import io.volute.duckdb.DuckDbModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetSourceTest {
    private static final ColumnarReader READER =
            Guice.createInjector(new DuckDbModule()).getInstance(ColumnarReader.class);
    private static final String VISITS = "SELECT * FROM (VALUES (DATE '2000-01-05', 'small', 10),"
            + " (DATE '2000-01-06', NULL, NULL)) AS t(day, size, speed)";

    @TempDir
    Path folder;

    @Test
    void readsEveryTypeAsTheContractSays() throws SQLException {
        write("""
                SELECT CAST(i AS TINYINT) AS tiny, CAST(i AS UINTEGER) AS unsigned, CAST(i AS HUGEINT) AS huge,
                    CAST(i AS DOUBLE) AS whole, CAST(0.1 AS FLOAT) AS single, CAST(0.1 AS DOUBLE) AS precise,
                    CAST(1.50 AS DECIMAL(9, 2)) AS price, i = 1 AS flag, DATE '2000-02-29' AS day,
                    TIMESTAMP '2000-02-29 00:00:00' AS midnight, TIMESTAMP '2000-02-29 12:30:00.123456' AS moment,
                    TIMESTAMPTZ '2000-02-29 12:30:00+02' AS zoned,
                    CAST(TIMESTAMP '2000-02-29 12:30:00' AS TIMESTAMP_NS) AS nanos, 'ä' AS word
                FROM range(1, 2) t(i)""");

        Table rows = read(contract(Map.ofEntries(
                        Map.entry("tiny", ValueType.INT),
                        Map.entry("unsigned", ValueType.INT),
                        Map.entry("huge", ValueType.INT),
                        Map.entry("whole", ValueType.INT),
                        Map.entry("single", ValueType.NUMBER),
                        Map.entry("precise", ValueType.NUMBER),
                        Map.entry("price", ValueType.NUMBER),
                        Map.entry("flag", ValueType.BOOL),
                        Map.entry("day", ValueType.DATE),
                        Map.entry("midnight", ValueType.DATE),
                        Map.entry("moment", ValueType.INSTANT),
                        Map.entry("zoned", ValueType.INSTANT),
                        Map.entry("nanos", ValueType.INSTANT),
                        Map.entry("word", ValueType.CATEGORY))))
                .rows();

        for (String whole : List.of("tiny", "unsigned", "huge", "whole")) {
            assertThat(rows.column(whole).longAt(0)).as(whole).isEqualTo(1);
        }
        // 0.1 in 32 bits is not 0.1 in 64: widened bit by bit it would be 0.10000000149011612.
        assertThat(rows.column("single").doubleAt(0)).isEqualTo(0.1);
        assertThat(rows.column("precise").doubleAt(0)).isEqualTo(0.1);
        assertThat(rows.column("price").doubleAt(0)).isEqualTo(1.5);
        assertThat(rows.column("flag").boolAt(0)).isTrue();
        assertThat(rows.column("day").dateAt(0)).hasToString("2000-02-29");
        assertThat(rows.column("midnight").dateAt(0)).hasToString("2000-02-29");
        assertThat(rows.column("moment").instantAt(0)).hasToString("2000-02-29T12:30:00.123456Z");
        assertThat(rows.column("zoned").instantAt(0)).hasToString("2000-02-29T10:30:00Z");
        assertThat(rows.column("nanos").instantAt(0)).hasToString("2000-02-29T12:30:00Z");
        assertThat(rows.column("word").textAt(0)).isEqualTo("ä");
    }

    @Test
    void findsTheTypesOfAFileThatNoContractDescribes() throws SQLException {
        write("SELECT CAST(i AS DOUBLE) AS whole, i / 2 AS half, TIMESTAMP '2000-01-01' + INTERVAL (i) DAY AS day,"
                + " TIMESTAMP '2000-01-01' + INTERVAL (i) HOUR AS hour, CAST(i AS VARCHAR) AS digits, i > 2 AS big"
                + " FROM range(1, 5) t(i)");

        assertThat(InferredRows.of(open()).types())
                .isEqualTo(Map.of(
                        "whole", ValueType.INT,
                        "half", ValueType.NUMBER,
                        "day", ValueType.DATE,
                        "hour", ValueType.INSTANT,
                        "digits", ValueType.INT,
                        "big", ValueType.BOOL));
    }

    @Test
    void namesFileRowAndColumnOfAValueThatIsNotAsDeclared() throws SQLException {
        Map<String, ValueType> declared = Map.of("value", ValueType.INT);
        Map<String, String> values = new TreeMap<>(Map.of(
                "'ten'", "ten (expected: a whole number such as 140)",
                "1.5::DOUBLE", "1.5",
                "'NaN'::DOUBLE", "NaN",
                "1e300::DOUBLE", "1.0E300",
                "1.50::DECIMAL(9, 2)", "1.50",
                "true", "true",
                "DATE '2000-01-01'", "2000-01-01"));
        for (Map.Entry<String, String> value : values.entrySet()) {
            write("SELECT NULL AS value UNION ALL SELECT " + value.getKey());
            refuses(() -> read(contract(declared)), "x.parquet:row 2: value: " + value.getValue());
        }
        Map<String, String> days = new TreeMap<>(Map.of(
                "TIMESTAMP '2000-01-01 00:00:01'", "2000-01-01T00:00:01Z",
                "DATE 'infinity'", "infinity",
                "DATE '12000-01-01'", "+12000-01-01"));
        for (Map.Entry<String, String> value : days.entrySet()) {
            write("SELECT " + value.getKey() + " AS value");
            refuses(() -> read(contract(Map.of("value", ValueType.DATE))), "row 1: value: " + value.getValue());
        }
        write("SELECT 'Infinity'::DOUBLE AS value");
        refuses(() -> read(contract(Map.of("value", ValueType.NUMBER))), "row 1: value: Infinity");
    }

    @Test
    void takesADeclaredNaNForMissing() throws SQLException {
        write("SELECT unnest([1.5, 'NaN'::DOUBLE]) AS value");

        Delivery delivery = new ParquetSource(READER)
                .open("visits", new ParquetOptions(Path.of("x.parquet"), List.of("NaN"), Optional.empty()), folder);
        Table rows = IdentifiedRows.read(delivery, contract(Map.of("value", ValueType.NUMBER)))
                .rows();

        assertThat(rows.column("value").isMissing(0)).isFalse();
        assertThat(rows.column("value").isMissing(1)).isTrue();
    }

    @Test
    void refusesByNameAColumnThatIsNested() throws SQLException {
        Map<String, String> cases = Map.of(
                "{'a': 1}", "is nested: STRUCT(",
                "[1, 2]", "is nested: INTEGER[] (expected",
                "MAP {'a': 1}", "is nested: MAP(",
                "'x'::BLOB", "holds bytes",
                "TIME '12:00:00'", "is of a type that is not read: TIME");
        for (Map.Entry<String, String> nested : cases.entrySet()) {
            write("SELECT 1 AS fine, " + nested.getKey() + " AS odd");
            refuses(this::profile, "x.parquet: column odd " + nested.getValue());
        }
    }

    @Test
    void refusesFilesThatAreNoWholeParquetFile() throws Exception {
        write(VISITS);
        byte[] good = Files.readAllBytes(folder.resolve("x.parquet"));
        broken(new byte[0], "x.parquet: the file is empty");
        broken("day,size\n2000-01-05,small\n".getBytes(StandardCharsets.UTF_8), "begins with day, (expected");
        broken("P".getBytes(StandardCharsets.UTF_8), "begins with P (expected");
        broken("PAR1".getBytes(StandardCharsets.UTF_8), "was the file cut off?");
        broken(Arrays.copyOf(good, good.length - 1), "was the file cut off?");
        broken("PARE....PARE".getBytes(StandardCharsets.UTF_8), "is encrypted");
        broken("PAR1........PAR1".getBytes(StandardCharsets.UTF_8), "cannot be read as Parquet");
        byte[] farFooter = good.clone();
        Arrays.fill(farFooter, good.length - 8, good.length - 4, (byte) 0x7f);
        broken(farFooter, "cannot be read as Parquet");
    }

    @Test
    void refusesAFolderAPipeAndNothingAtAll() throws Exception {
        refuses(this::profile, "x.parquet is not there");
        Path path = Files.createDirectory(folder.resolve("x.parquet"));
        refuses(this::profile, "is a folder without a file");
        Files.delete(path);
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
        refuses(this::profile, "is no file");
    }

    @Test
    void refusesFilesOfOneSourceWhoseColumnsDiffer() throws Exception {
        Path parts = Files.createDirectory(folder.resolve("x.parquet"));
        ParquetFiles.write(parts.resolve("a.parquet"), "SELECT 1 AS a, 2 AS b");
        ParquetFiles.write(parts.resolve("b.parquet"), "SELECT 1 AS a, 'x' AS b");

        refuses(
                this::profile,
                "x.parquet/b.parquet: column 2 is b of type TEXT (expected: b of type LONG as in x.parquet/a.parquet)");
    }

    @Test
    void refusesAFileWithoutRows() throws SQLException {
        write("SELECT 1 AS a LIMIT 0");

        refuses(this::profile, "x.parquet: no rows");
    }

    @Test
    void refusesMoreRowsThanFitIntoMemoryHoweverSmallTheFile() throws Exception {
        // Ten million equal numbers are a few kilobytes.
        write("SELECT 7 AS seven FROM range(10_000_000)");
        assertThat(Files.size(folder.resolve("x.parquet"))).isLessThan(100_000);
        SourceFiles files = SourceFiles.locate("visits", Path.of("x.parquet"), folder, ".parquet");
        Delivery delivery = new ParquetDelivery(options(), files.digested(), READER, 1_000_000);

        refuses(() -> InferredRows.of(delivery), "x.parquet: more than 1,000,000 rows of 1 columns");
    }

    @Test
    void readsMoreRowsThanFitIntoMemoryForWhoKeepsNone() throws Exception {
        write("SELECT 7 AS seven FROM range(300_000)");
        SourceFiles files = SourceFiles.locate("visits", Path.of("x.parquet"), folder, ".parquet");
        Delivery delivery = new ParquetDelivery(options(), files.digested(), READER, 100_000);
        AtomicInteger rows = new AtomicInteger();

        new TypedParts(List.of("seven"), header -> Map.of("seven", ValueType.INT))
                .read(delivery, part -> rows.addAndGet(part.rows()));

        assertThat(rows).hasValue(300_000);
    }

    @Test
    void refusesAFileThatChangesAfterItWasDigested() throws Exception {
        write(VISITS);
        Delivery delivery = open();
        write(VISITS.replace("small", "large"));

        assertThat(catchThrowable(() -> InferredRows.of(delivery)))
                .hasMessageContainingAll("x.parquet: changed while it was read", "fix: ");
    }

    private void broken(byte[] bytes, String message) throws IOException {
        Files.write(folder.resolve("x.parquet"), bytes);
        refuses(this::profile, message);
    }

    private static void refuses(Runnable reading, String message) {
        Throwable thrown = catchThrowable(reading::run);
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code().type()).isEqualTo(ErrorType.DATA))
                .hasMessageContainingAll("x.parquet", message, "(expected: ", "\nfix: ");
        assertThat(String.valueOf(thrown.getMessage())).hasSizeLessThan(1_000);
    }

    private void profile() {
        InferredRows.of(open());
    }

    private IdentifiedRows read(Contract contract) {
        return IdentifiedRows.read(open(), contract);
    }

    private Delivery open() {
        return new ParquetSource(READER).open("visits", options(), folder);
    }

    private static ParquetOptions options() {
        return new ParquetOptions(Path.of("x.parquet"), List.of(), Optional.empty());
    }

    private void write(String query) throws SQLException {
        ParquetFiles.write(folder.resolve("x.parquet"), query);
    }

    private static Contract contract(Map<String, ValueType> types) {
        TreeMap<String, ColumnContract> columns = new TreeMap<>();
        types.forEach((name, type) ->
                columns.put(name, new ColumnContract(type, Availability.NOW, ColumnContract.OnBadValue.REFUSE)));
        return new Contract(1, List.of(), Optional.empty(), columns);
    }
}
