package io.volute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions as DuckDB evaluates what we write, beside the same conditions evaluated in Java. */
class ExpressionSqlPropertyTest {
    private static final double[] DOUBLES = {
        0, -0.0, 1, -1, 0.1, 0.30000000000000004, 60, 1e308, -1e308, 4.9e-324, 9007199254740992.0, 1e16
    };
    private static final long[] LONGS = {0, 1, -1, 60, 59, 9007199254740993L, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final String[] TEXTS = {
        "", "a", "A", "it's", "ü", "\uD83D\uDE00", "\uFFFD", "60", "null", "\\", "a\nb"
    };
    private static final String[] WRITTEN = {"", "a", "A", "it''s", "ü", "\uFFFD", "60", "null", "\\", "%"};
    private static final int ROWS = 400;

    @TempDir
    Path folder;

    private static Table table(Random random) {
        Column.Builder number = Column.builder("x", ColumnType.DOUBLE, ROWS);
        Column.Builder other = Column.builder("o y", ColumnType.DOUBLE, ROWS);
        Column.Builder whole = Column.builder("n", ColumnType.LONG, ROWS);
        Column.Builder text = Column.builder("t", ColumnType.TEXT, ROWS);
        Column.Builder word = Column.builder("w", ColumnType.TEXT, ROWS);
        Column.Builder flag = Column.builder("b", ColumnType.BOOL, ROWS);
        for (int row = 0; row < ROWS; row++) {
            add(number, random, DOUBLES[random.nextInt(DOUBLES.length)]);
            add(other, random, DOUBLES[random.nextInt(DOUBLES.length)]);
            if (random.nextInt(6) == 0) {
                whole.addMissing();
            } else {
                whole.add(LONGS[random.nextInt(LONGS.length)]);
            }
            if (random.nextInt(6) == 0) {
                text.addMissing();
            } else {
                text.add(TEXTS[random.nextInt(TEXTS.length)]);
            }
            word.add(TEXTS[random.nextInt(TEXTS.length)]);
            if (random.nextInt(6) == 0) {
                flag.addMissing();
            } else {
                flag.add(random.nextBoolean());
            }
        }
        return Table.of(
                List.of(number.build(), other.build(), whole.build(), text.build(), word.build(), flag.build()));
    }

    private static void add(Column.Builder builder, Random random, double value) {
        if (random.nextInt(6) == 0) {
            builder.addMissing();
        } else {
            builder.add(value);
        }
    }

    private static String condition(Random random, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return switch (random.nextInt(7)) {
                case 0 -> "b";
                case 1 -> "b = " + random.nextBoolean();
                case 2 -> "t is missing";
                case 3 -> "t" + operator(random) + "'" + WRITTEN[random.nextInt(3)] + "'";
                case 4 -> (random.nextBoolean() ? "t = '" : "w != '") + WRITTEN[random.nextInt(WRITTEN.length)] + "'";
                case 5 -> "t " + (random.nextBoolean() ? "not in" : "in") + " ('a', 'it''s', w)";
                default -> number(random, 2) + operator(random) + number(random, 2);
            };
        }
        String left = condition(random, depth - 1);
        return switch (random.nextInt(5)) {
            case 0 -> "not (" + left + ")";
            case 1 -> "(" + left + ") is missing";
            case 2 -> "(" + left + ") and (" + condition(random, depth - 1) + ")";
            case 3 -> "(" + left + ") or (" + condition(random, depth - 1) + ")";
            default -> number(random, 1) + " in (" + number(random, 1) + ", " + number(random, 1) + ")";
        };
    }

    private static String operator(Random random) {
        return List.of(" = ", " != ", " < ", " <= ", " > ", " >= ").get(random.nextInt(6));
    }

    private static String number(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return "(" + number(random, depth - 1)
                    + List.of(" + ", " - ", " * ", " / ").get(random.nextInt(4)) + number(random, depth - 1) + ")";
        }
        return switch (random.nextInt(6)) {
            case 0 -> "x";
            case 1 -> "\"o y\"";
            case 2 -> "n";
            case 3 -> "0";
            case 4 -> List.of("-x", "1", "60").get(random.nextInt(3));
            default -> List.of("0.1", "9007199254740993", "1e308", "4.9e-324").get(random.nextInt(4));
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void selectsTheSameRows(long seed) throws Exception {
        Random random = new Random(seed);
        Table table = table(random);
        Map<String, EventColumns.Read> columns = new TreeMap<>();
        for (Column column : table.columns()) {
            String quoted = '"' + column.name().replace("\"", "\"\"") + '"';
            columns.put(column.name(), new EventColumns.Read(column.type(), quoted));
        }
        try (LocalEngine engine = LocalEngine.open(folder, "300MB")) {
            engine.load("l", table);
            for (int n = 0; n < 300; n++) {
                Expression expression = Expression.parse(condition(random, 3));
                BitSet expected = expression.select(table);

                Column found = engine.read(
                                List.of(new Engine.Selected(
                                        "c", ColumnType.BOOL, new ExpressionSql(columns).where(expression))),
                                " FROM l")
                        .column("c");

                for (int row = 0; row < ROWS; row++) {
                    assertThat(found.boolAt(row))
                            .describedAs("seed %s: %s, row %s", seed, expression, row)
                            .isEqualTo(expected.get(row));
                }
            }
        }
    }

    @Test
    void doesNotWriteWhatDuckDbSeesOtherwise() {
        Map<String, EventColumns.Read> columns = new TreeMap<>(Map.of(
                "at", new EventColumns.Read(ColumnType.INSTANT, "at"),
                "t", new EventColumns.Read(ColumnType.TEXT, "t"),
                "w", new EventColumns.Read(ColumnType.TEXT, "w"),
                "n", new EventColumns.Read(ColumnType.LONG, "n")));
        for (String condition : List.of(
                "at > '2026-06-01'",
                "t < w",
                "t >= 'ü'",
                "t = 'a\nb'",
                "n = 'a'",
                "missing_column = 1",
                "n",
                "not t")) {
            assertThatThrownBy(() -> new ExpressionSql(columns).where(Expression.parse(condition)))
                    .describedAs(condition)
                    .isInstanceOf(ExpressionSql.Unwritten.class);
        }
    }
}
