package io.volute.dataengineering.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.volute.core.artifact.Digest;
import io.volute.core.stage.Choice;
import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.source.Delivery;
import io.volute.dataengineering.source.ParquetFiles;
import io.volute.dataengineering.source.RawRow;
import io.volute.dataengineering.source.Source;
import io.volute.testing.MemoryStepContext;
import io.volute.testing.postgres.TestDatabase;
import io.volute.testing.postgres.TestPostgres;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * DE01: the shipped example as CSV, as partitions of CSV, as JSON lines, as Parquet and in a PostgreSQL database has one
 * logical digest, and one with another value or row has another. Digests that one might take instead fail the same assertion.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneDigestIT {
    private static final String CSV = "{type: csv, path: data/birdstrikes.csv}";

    private final Map<String, DataStage> same = new TreeMap<>();
    /** The same values, but other texts before a contract gives them its types. */
    private final Map<String, DataStage> typed = new TreeMap<>();

    private final Map<String, DataStage> other = new TreeMap<>();
    private final Map<DataStage, Path> folders = new HashMap<>();
    private TestDatabase database;

    @BeforeAll
    void deliver(@TempDir Path folder) throws IOException, SQLException {
        DataStage csv = stage(folder.resolve("csv"), CSV, "data/birdstrikes.csv", text -> text);
        same.put("csv", csv);
        Rows rows = Rows.of(delivery(csv));
        List<List<@Nullable String>> backwards = new ArrayList<>(rows.values);
        Collections.reverse(backwards);
        same.put(
                "csv backwards",
                stage(folder.resolve("back"), CSV, "data/birdstrikes.csv", text -> rows.csv(backwards)));
        same.put(
                "json lines",
                stage(folder.resolve("json"), "{type: json-lines, path: x.jsonl}", "x.jsonl", text -> rows.json()));
        Path parts = folder.resolve("parts");
        Files.createDirectories(parts.resolve("p"));
        Files.writeString(parts.resolve("p/a.csv"), rows.csv(rows.values.subList(0, 4_000)));
        same.put(
                "partitions",
                stage(parts, "{type: csv, path: p}", "p/b.csv", text -> rows.csv(rows.values.subList(4_000, 10_000))));
        Path exact = folder.resolve("parquet");
        same.put("parquet", stage(exact, "{type: parquet, path: x.parquet}", "x.csv", text -> text));
        rows.parquet(exact.resolve("x.csv"), exact.resolve("x.parquet"), "BIGINT", "DATE", "");
        Path loose = folder.resolve("loose");
        typed.put("parquet of wider types", stage(loose, "{type: parquet, path: p}", "x.csv", text -> text));
        Files.createDirectories(loose.resolve("p"));
        rows.parquet(loose.resolve("x.csv"), loose.resolve("p/a.parquet"), "DOUBLE", "TIMESTAMP", "LIMIT 4000");
        rows.parquet(loose.resolve("x.csv"), loose.resolve("p/b.parquet"), "DOUBLE", "TIMESTAMP", "OFFSET 4000");
        database = TestPostgres.shared().createDatabase();
        rows.insert(database);
        same.put(
                "jdbc",
                stage(
                        folder.resolve("jdbc"),
                        "{type: jdbc, url: \"${file:url}\", query: select * from strike}",
                        "url",
                        text -> database.urlWithPassword()));

        other.put(
                "a value",
                stage(
                        folder.resolve("value"),
                        CSV,
                        "data/birdstrikes.csv",
                        text -> text.replaceFirst(",0,0,0,140", ",0,0,0,141")));
        other.put(
                "a row less",
                stage(
                        folder.resolve("less"),
                        CSV,
                        "data/birdstrikes.csv",
                        text -> rows.csv(rows.values.subList(1, 10_000))));
        List<List<@Nullable String>> twice = new ArrayList<>(rows.values);
        twice.add(rows.values.get(0));
        twice.add(rows.values.get(0));
        other.put(
                "a row three times",
                stage(folder.resolve("more"), CSV, "data/birdstrikes.csv", text -> rows.csv(twice)));
    }

    @AfterAll
    void drop() {
        TestPostgres.shared().drop(database);
    }

    @Test
    void theSameRowsHaveOneDigestInWhateverFormatAndOrder() {
        Function<DataStage, Digest> logical = stage -> {
            MemoryStepContext context = context(stage);
            return context.load(
                            Snapshot.class, stage.ingest("2003-01-01", context).snapshot())
                    .logical();
        };
        tellsRowsApartAndNothingElse(logical);
        typed.forEach((name, stage) -> assertThat(logical.apply(stage))
                .as(name)
                .isEqualTo(logical.apply(Objects.requireNonNull(same.get("csv")))));
    }

    @Test
    void theDigestOfTheBytesIsAnotherOneInEachFormat() {
        assertThatThrownBy(() ->
                        tellsRowsApartAndNothingElse(stage -> delivery(stage).digest()))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aChainOverTheRowsDependsOnTheirOrder() {
        assertThatThrownBy(() -> tellsRowsApartAndNothingElse(
                        stage -> Digest.of(sorted(stage).toString())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("backwards");
    }

    @Test
    void anExclusiveOrOverTheRowsDoesNotSeeARowThatComesTwice() {
        assertThatThrownBy(() -> tellsRowsApartAndNothingElse(stage -> {
                    BigInteger sum = BigInteger.ZERO;
                    for (Object row : sorted(stage)) {
                        sum = sum.xor(new BigInteger(
                                1, Digest.of(row.toString()).hex().getBytes(StandardCharsets.US_ASCII)));
                    }
                    return Digest.of(sum.toString());
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a row three times");
    }

    private void tellsRowsApartAndNothingElse(Function<DataStage, Digest> digest) {
        Digest expected = digest.apply(Objects.requireNonNull(same.get("csv")));
        same.forEach((name, stage) -> assertThat(digest.apply(stage)).as(name).isEqualTo(expected));
        other.forEach((name, stage) -> assertThat(digest.apply(stage)).as(name).isNotEqualTo(expected));
    }

    /** Each row's values by the name of their column, in the order of the source. */
    private List<SortedMap<String, String>> sorted(DataStage stage) {
        Rows rows = Rows.of(delivery(stage));
        List<SortedMap<String, String>> sorted = new ArrayList<>();
        for (List<@Nullable String> row : rows.values) {
            SortedMap<String, String> values = new TreeMap<>();
            for (int cell = 0; cell < row.size(); cell++) {
                values.put(rows.names.get(cell), String.valueOf(row.get(cell)));
            }
            sorted.add(values);
        }
        return sorted;
    }

    private DataStage stage(Path folder, String source, String file, Function<String, String> text) throws IOException {
        Path target = folder.resolve(file);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.writeString(target, text.apply(Files.readString(DataStage.EXAMPLE.resolve("data/birdstrikes.csv"))));
        String section = DataStage.section();
        int at = section.indexOf("{type: csv");
        DataStage stage = DataStage.load(
                folder, section.substring(0, at) + source + section.substring(section.indexOf('}', at) + 1));
        folders.put(stage, folder);
        return stage;
    }

    private MemoryStepContext context(DataStage stage) {
        return new MemoryStepContext(Objects.requireNonNull(folders.get(stage)));
    }

    private Delivery delivery(DataStage stage) {
        Map<String, Source> sources = stage.injector().getInstance(Key.get(new TypeLiteral<Map<String, Source>>() {}));
        String name = stage.spec().sources().firstKey();
        Choice<Source> choice = Objects.requireNonNull(stage.spec().sources().get(name));
        return choice.from(sources).open(name, choice.options(), Objects.requireNonNull(folders.get(stage)));
    }

    /** The rows of a delivery, and the same rows written otherwise. */
    private static final class Rows implements Delivery.Rows {
        private static final List<String> WHOLE =
                List.of("Speed IAS in knots", "Cost Other", "Cost Repair", "Cost Total $");
        private static final List<String> DAYS = List.of("Flight Date");

        private final List<String> names = new ArrayList<>();
        private final List<List<@Nullable String>> values = new ArrayList<>();

        static Rows of(Delivery delivery) {
            Rows rows = new Rows();
            delivery.read(rows);
            return rows;
        }

        @Override
        public void header(List<String> header) {
            names.addAll(header);
        }

        @Override
        public void row(RawRow row) {
            List<@Nullable String> cells = new ArrayList<>();
            for (int cell = 0; cell < names.size(); cell++) {
                cells.add(row.text(cell));
            }
            values.add(cells);
        }

        String csv(List<List<@Nullable String>> chosen) {
            StringBuilder text = new StringBuilder(String.join(",", names)).append('\n');
            for (List<@Nullable String> row : chosen) {
                StringJoiner cells = new StringJoiner(",");
                row.forEach(value -> cells.add(value == null ? "" : '"' + value.replace("\"", "\"\"") + '"'));
                text.append(cells).append('\n');
            }
            return text.toString();
        }

        String json() {
            StringBuilder text = new StringBuilder();
            for (List<@Nullable String> row : values) {
                StringJoiner members = new StringJoiner(", ", "{", "}\n");
                for (int cell = 0; cell < names.size(); cell++) {
                    String value = row.get(cell);
                    if (value != null) {
                        boolean number = WHOLE.contains(names.get(cell));
                        members.add('"' + names.get(cell) + "\": "
                                + (number
                                        ? value
                                        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"'));
                    }
                }
                text.append(members);
            }
            return text.toString();
        }

        /** Some rows of a CSV file, with these types of whole numbers and days. */
        void parquet(Path csv, Path target, String whole, String day, String which) throws SQLException {
            StringJoiner columns =
                    new StringJoiner(", ", "SELECT ", " FROM read_csv('" + csv + "', all_varchar = true) " + which);
            for (String name : names) {
                String type = WHOLE.contains(name) ? whole : DAYS.contains(name) ? day : "VARCHAR";
                columns.add("CAST(\"" + name + "\" AS " + type + ") AS \"" + name + '"');
            }
            ParquetFiles.write(target, columns.toString());
        }

        void insert(TestDatabase database) throws SQLException {
            StringJoiner columns = new StringJoiner(", ", "create table strike(", ")");
            StringJoiner marks = new StringJoiner(", ", "insert into strike values (", ")");
            for (String name : names) {
                String type = WHOLE.contains(name) ? "int" : DAYS.contains(name) ? "date" : "text";
                columns.add('"' + name + "\" " + type);
                marks.add("cast(? as " + type + ")");
            }
            try (Connection connection = database.connect()) {
                try (PreparedStatement create = connection.prepareStatement(columns.toString())) {
                    create.execute();
                }
                try (PreparedStatement insert = connection.prepareStatement(marks.toString())) {
                    for (List<@Nullable String> row : values) {
                        for (int cell = 0; cell < row.size(); cell++) {
                            insert.setString(cell + 1, row.get(cell));
                        }
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
            }
        }
    }
}
