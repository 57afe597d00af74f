package io.volute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.plugin.Plugin;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbTableEngineTest {
    private static final DuckDbTableEngine ENGINE = new DuckDbTableEngine();

    @TempDir
    Path folder;

    @AfterAll
    static void close() throws IOException {
        ENGINE.close();
    }

    @Test
    void bringsEveryTypeBackWithItsMissingValues() throws IOException {
        Table table = Table.of(List.of(
                Column.builder("l", ColumnType.LONG, 3)
                        .add(Long.MIN_VALUE)
                        .addMissing()
                        .add(Long.MAX_VALUE)
                        .build(),
                Column.builder("d \"quoted\" 'too'", ColumnType.DOUBLE, 3)
                        .add(0.1)
                        .add(Double.NEGATIVE_INFINITY)
                        .addMissing()
                        .build(),
                Column.builder("b", ColumnType.BOOL, 3)
                        .addMissing()
                        .add(true)
                        .add(false)
                        .build(),
                Column.builder("day", ColumnType.DATE, 3)
                        .add(LocalDate.of(1, 1, 1))
                        .addMissing()
                        .add(LocalDate.of(9999, 12, 31))
                        .build(),
                Column.builder("Größe in °C", ColumnType.INSTANT, 3)
                        .add(Instant.parse("1969-12-31T23:59:59.999999Z"))
                        .add(Instant.parse("2002-07-25T01:02:03.000004Z"))
                        .addMissing()
                        .build(),
                Column.builder("t", ColumnType.TEXT, 3)
                        .add("")
                        .add("𝄞 it's \"\u0000\"\n")
                        .addMissing()
                        .build()));

        assertThat(values(again(table))).isEqualTo(values(table));
    }

    @Test
    void keepsTheColumnsOfAnEmptyTable() throws IOException {
        List<Column> columns = new ArrayList<>();
        for (ColumnType type : ColumnType.values()) {
            columns.add(Column.builder("c" + type, type, 0).build());
        }

        Table read = again(Table.of(columns));

        assertThat(read.rows()).isZero();
        assertThat(read.columns()).extracting(Column::type).containsExactly(ColumnType.values());
        assertThat(read.columns())
                .extracting(Column::name)
                .containsExactly("cLONG", "cDOUBLE", "cBOOL", "cDATE", "cINSTANT", "cTEXT");
    }

    @Test
    void writesEqualTablesAsEqualBytesInRowOrder() throws IOException {
        // More rows than a chunk (2,048) and than a row group (122,880).
        Table table = random(130_001, 7);
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");

        ENGINE.write(table, first);
        try (DuckDbTableEngine other = new DuckDbTableEngine()) {
            other.write(random(130_001, 7), second);
        }

        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
        assertThat(values(ENGINE.read(first))).isEqualTo(values(table));
    }

    @Test
    void bringsALargeTableBackWhetherItsTextsRepeatOrNot() throws IOException {
        int rows = 130_001;
        Random random = new Random(3);
        Map<ColumnType, Column.Builder> ofEachType = new EnumMap<>(ColumnType.class);
        for (ColumnType type : ColumnType.values()) {
            ofEachType.put(type, Column.builder("c \"" + type, type, rows));
        }
        Column.Builder few = Column.builder("few", ColumnType.TEXT, rows);
        Column.Builder late = Column.builder("late", ColumnType.TEXT, rows);
        Column.Builder none = Column.builder("none", ColumnType.TEXT, rows);
        Column.Builder same = Column.builder("same", ColumnType.TEXT, rows);
        Column.Builder id = Column.builder("id", ColumnType.TEXT, rows);
        String[] texts = {"", "𝄞 it's \"\u0000\"\n", "a", "A", "a ", "0123456789abcdef"};
        for (int row = 0; row < rows; row++) {
            ofEachType.forEach((type, column) -> {
                if (random.nextInt(4) == 0) {
                    column.addMissing();
                    return;
                }
                switch (type) {
                    case LONG -> column.add(random.nextLong());
                    case DOUBLE -> column.add(random.nextGaussian());
                    case BOOL -> column.add(random.nextBoolean());
                    case DATE -> column.add((long) random.nextInt(40_000) - 20_000);
                    case INSTANT -> column.add(random.nextLong() >> 12);
                    case TEXT -> column.add(Long.toString(random.nextLong(), 36));
                }
            });
            few.add(texts[random.nextInt(texts.length)]);
            if (row < 125_000) {
                late.addMissing();
            } else {
                late.add(texts[random.nextInt(texts.length)]);
            }
            none.addMissing();
            same.add("one and the same");
            id.add(String.format("%016x", random.nextLong()));
        }
        List<Column.Builder> columns = new ArrayList<>(ofEachType.values());
        columns.addAll(List.of(few, late, none, same, id));
        Table table = Table.of(columns.stream().map(Column.Builder::build).toList());

        Table read = again(table);

        assertThat(values(read)).isEqualTo(values(table));
    }

    @Test
    void neverOverwritesAFile() throws IOException {
        Path target = Files.createFile(folder.resolve("there"));

        assertThatThrownBy(() -> ENGINE.write(random(3, 1), target)).isInstanceOf(IOException.class);
        assertThat(target).isEmptyFile();
    }

    @Test
    void refusesNamesThatDifferOnlyInCaseInsteadOfRenamingOne() {
        Table table = Table.of(List.of(
                Column.builder("speed", ColumnType.LONG, 0).build(),
                Column.builder("Speed", ColumnType.LONG, 0).build()));

        assertThatThrownBy(() -> again(table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Speed")
                .hasMessageContaining("only in case");
    }

    @Test
    void saysWhenAFileIsNoTable() throws IOException {
        Path file = Files.writeString(folder.resolve("no-table"), "plain text");

        assertThatThrownBy(() -> ENGINE.read(file))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(CoreError.INTERNAL))
                .hasMessageContaining("no-table");
    }

    @Test
    void reachesNoFileOutsideItsFolder() throws Exception {
        Path outside = Files.writeString(folder.resolve("secret.csv"), "a\n1\n");
        Scratch scratch = Scratch.open();
        try {
            assertThatThrownBy(() -> scratch.query(outside, ResultSet::next))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Permission Error");
            assertThatThrownBy(() -> scratch.copy(random(1, 1), folder.resolve("out.parquet")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Permission Error");
        } finally {
            scratch.close();
        }
        assertThat(scratch.folder()).doesNotExist();
    }

    @Test
    void servesSeveralThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int seed = i;
                calls.add(() -> {
                    Table table = random(50, seed);
                    Path file = folder.resolve("t" + seed);
                    ENGINE.write(table, file);
                    return values(ENGINE.read(file)).equals(values(table));
                });
            }
            for (Future<Boolean> result : threads.invokeAll(calls)) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void isFoundAsAPlugin() {
        assertThat(ServiceLoader.load(Plugin.class)).extracting(Plugin::name).contains("duckdb");
    }

    private Table again(Table table) throws IOException {
        Path file = folder.resolve("again");
        ENGINE.write(table, file);
        return ENGINE.read(file);
    }

    private static Table random(int rows, long seed) {
        Random random = new Random(seed);
        Column.Builder id = Column.builder("id", ColumnType.TEXT, rows);
        Column.Builder at = Column.builder("at", ColumnType.INSTANT, rows);
        Column.Builder value = Column.builder("value", ColumnType.DOUBLE, rows);
        for (int i = 0; i < rows; i++) {
            id.add(Long.toHexString(random.nextLong()));
            at.add(random.nextLong() >>> 14);
            if (random.nextInt(5) == 0) {
                value.addMissing();
            } else {
                value.add(random.nextGaussian());
            }
        }
        return Table.of(List.of(id.build(), at.build(), value.build()));
    }

    private static List<List<Object>> values(Table table) {
        List<List<Object>> all = new ArrayList<>();
        for (Column column : table.columns()) {
            List<Object> values = new ArrayList<>(List.of(column.name(), column.type()));
            for (int row = 0; row < column.rows(); row++) {
                values.add(column.valueAt(row));
            }
            all.add(values);
        }
        return all;
    }
}
