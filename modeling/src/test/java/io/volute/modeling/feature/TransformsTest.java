package io.volute.modeling.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.Choice;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.modeling.ModelingError;
import io.volute.modeling.rows.TrainingTable;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.random.Draws;
import io.volute.testing.Kits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class TransformsTest {
    private final Transforms transforms =
            new Transforms(Map.of("calendar", new Calendar(), "number", new StandardNumber(), "one-hot", new OneHot()));

    @TestFactory
    Stream<DynamicTest> oneHotKeepsTheContract() {
        return Kits.tests(
                new TransformContract(new OneHot(), new OneHot.Options(List.of("c"), 5), random(Draws.of(2), 60)));
    }

    @TestFactory
    Stream<DynamicTest> numberKeepsTheContract() {
        return Kits.tests(new TransformContract(
                new StandardNumber(), new StandardNumber.Options(List.of("x")), random(Draws.of(2), 60)));
    }

    @TestFactory
    Stream<DynamicTest> calendarKeepsTheContract() {
        Column.Builder at = Column.builder("at", ColumnType.INSTANT, 40);
        Column.Builder other = Column.builder("other", ColumnType.LONG, 40);
        for (int row = 0; row < 40; row++) {
            at.add(Instant.parse("2000-03-04T23:59:59Z").plus(row * 37L, ChronoUnit.HOURS));
            other.add(row);
        }
        return Kits.tests(new TransformContract(
                new Calendar(),
                new Calendar.Options(List.of("at"), List.of(Calendar.Part.MONTH, Calendar.Part.WEEKDAY)),
                Table.of(List.of(at.build(), other.build()))));
    }

    /** A state without all that was learnt. */
    @Test
    void theContractCatchesATransformThatForgetsWhatItLearnt() {
        Table rows = random(Draws.of(2), 60);
        StandardNumber.Options options = new StandardNumber.Options(List.of("x"));
        Transform forgetful = new Transform() {
            private final StandardNumber number = new StandardNumber();

            @Override
            public int revision() {
                return 1;
            }

            @Override
            public Class<? extends Record> options() {
                return StandardNumber.Options.class;
            }

            @Override
            public List<String> columns(Record record) {
                return number.columns(record);
            }

            @Override
            public Fitted fit(Record record, TrainingTable trainingRows) {
                return number.fit(record, trainingRows);
            }

            @Override
            public Fitted read(JsonNode state) {
                return number.fit(options, Rows.unlabelled(rows.pick(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8})));
            }
        };
        assertThat(Kits.failures(new TransformContract(forgetful, options, rows)))
                .containsExactly("isReadBackBitForBit");
    }

    @Test
    void givesFrequentValuesAFeatureInTheOrderOfTheirBytes() {
        Table table = Table.of(List.of(text("size", "b", "a", "ä", "a", "b", "Z", null, "ä", "x")));
        FeatureSet features = fit(table, oneHot(2, "size"));
        assertThat(features.features())
                .containsExactly("size = a", "size = b", "size = ä", "size is rare", "size is missing");
        assertThat(dense(features.apply(table), 0)).containsExactly(0, 1, 0, 0, 0);
        assertThat(dense(features.apply(table), 5)).containsExactly(0, 0, 0, 1, 0);
        assertThat(dense(features.apply(table), 6)).containsExactly(0, 0, 0, 0, 1);
    }

    /** DE15; the obvious encoder, which looks the value up in what training saw, is rejected by the same assertion. */
    @Test
    void scoresACategoryThatTrainingNeverSaw() {
        Table training = Table.of(List.of(text("size", "a", "a", "b", null)));
        FeatureSet features = fit(training, oneHot(1, "size"));
        List<String> seen = List.of("a", "b", "");

        assertEveryValueIsScored(value -> dense(features.apply(Table.of(List.of(text("size", value)))), 0));
        assertThatThrownBy(() -> assertEveryValueIsScored(value -> {
                    double[] row = new double[seen.size()];
                    row[seen.indexOf(value == null ? "" : value)] = 1;
                    return row;
                }))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static void assertEveryValueIsScored(Function<@Nullable String, double[]> encode) {
        assertThat(encode.apply("a")).containsExactly(1, 0, 0);
        assertThat(encode.apply(null)).containsExactly(0, 0, 1);
        assertThat(encode.apply("new")).containsExactly(0, 0, 0);
    }

    @Test
    void countsAValueNeverSeenAsARareOne() {
        Table training = Table.of(List.of(text("size", "a", "a", "b")));
        FeatureSet features = fit(training, oneHot(2, "size"));
        assertThat(dense(features.apply(Table.of(List.of(text("size", "new", null)))), 0))
                .containsExactly(0, 1);
        assertThat(dense(features.apply(Table.of(List.of(text("size", "new", null)))), 1))
                .containsExactly(0, 1);
    }

    @Test
    void saysNothingAboutANewValueWhenTrainingHadNoRareOnes() {
        FeatureSet features = fit(Table.of(List.of(text("size", "a", "b"))), oneHot(1, "size"));
        assertThat(dense(features.apply(Table.of(List.of(text("size", "new")))), 0))
                .containsExactly(0, 0);
    }

    /** x = 1, 2, missing, 4: median 2, then mean 9/4 and deviation sqrt(19)/4. */
    @Test
    void fillsWithTheMedianBeforeItStandardizes() {
        Table table = Table.of(List.of(number("x", 1.0, 2.0, null, 4.0)));
        FeatureSet features = fit(table, numbers("x"));
        assertThat(features.features()).containsExactly("x", "x is missing");
        double z = (2 - 2.25) / (Math.sqrt(19) / 4);
        assertThat(dense(features.apply(table), 1)).containsExactly(z, 0);
        assertThat(dense(features.apply(table), 2)).containsExactly(z, 1);
    }

    @Test
    void dropsANumberThatNeverVariesInTraining() {
        Table table = Table.of(List.of(number("x", 3.0, 3.0), number("y", 1.0, 2.0)));
        FeatureSet features = fit(table, numbers("x", "y"));
        assertThat(features.features()).containsExactly("y");
        assertThat(dense(features.apply(table), 1)).containsExactly(1);
    }

    /** 1e9 + {4, 7, 13, 16} has variance 22.5 with denominator n; sums of squares would lose it. */
    @Test
    void standardizesLargeNumbersWithoutCancellation() {
        Table table = Table.of(List.of(number("x", 1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16)));
        double z = dense(fit(table, numbers("x")).apply(table), 0)[0];
        assertThat(z).isEqualTo(-6 / Math.sqrt(22.5));
    }

    @Test
    void readsMonthAndWeekdayInUtc() {
        Column at = Column.builder("at", ColumnType.INSTANT, 1)
                .add(Instant.parse("2000-03-04T23:59:59Z"))
                .build();
        Table table = Table.of(List.of(at));
        FeatureSet features = fit(
                table,
                new Choice<>(
                        Transform.class,
                        "calendar",
                        new Calendar.Options(List.of("at"), List.of(Calendar.Part.MONTH, Calendar.Part.WEEKDAY))));
        FeatureMatrix row = features.apply(table);
        assertThat(features.features().get(row.feature(0))).isEqualTo("at month = 3");
        assertThat(features.features().get(row.feature(1))).isEqualTo("at weekday = 6");
    }

    @Test
    void refusesAColumnOfTheWrongTypeByName() {
        Table table = Table.of(List.of(text("size", "a")));
        assertThatThrownBy(() -> fit(table, numbers("size")))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.COLUMN_UNUSABLE))
                .hasMessageContaining("column size: is TEXT (expected DOUBLE, LONG)");
    }

    @Test
    void refusesAColumnWithoutAnyValue() {
        Table table = Table.of(List.of(number("x", null, null)));
        assertThatThrownBy(() -> fit(table, numbers("x")))
                .hasMessageContaining("column x: has no value in the training rows");
    }

    @Test
    void refusesAnInfiniteNumberWithItsPlace() {
        FeatureSet features = fit(Table.of(List.of(number("x", 1.0, 2.0))), numbers("x"));
        Table table = Table.of(List.of(number("x", 1.0, Double.POSITIVE_INFINITY)));
        assertThatThrownBy(() -> features.apply(table))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.NOT_FINITE))
                .hasMessageContaining("column x, row 1: Infinity");
    }

    @Test
    void namesTheColumnThatScoredRowsLack() {
        FeatureSet features = fit(Table.of(List.of(number("x", 1.0, 2.0))), numbers("x"));
        assertThatThrownBy(() -> features.apply(Table.of(List.of(number("y", 1.0)))))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.ROWS_UNSUITABLE))
                .hasMessageContaining("column x: not there");
    }

    /** DE09; the obvious way, encodings fitted on all rows, is rejected by the same assertion. */
    @Test
    void learnsNothingFromRowsThatDoNotTrain() {
        int[] training = IntStream.range(0, 200).toArray();

        assertOtherRowsChangeNothing(rows -> Rows.unlabelled(rows.pick(training)));
        assertThatThrownBy(() -> assertOtherRowsChangeNothing(Rows::unlabelled)).isInstanceOf(AssertionError.class);
    }

    /** Of 300 rows the last 100, which do not train, become others. */
    private void assertOtherRowsChangeNothing(Function<Table, TrainingTable> chosen) {
        Draws draws = Draws.of(3);
        Table table = random(draws, 300);
        Table other = Table.concat(List.of(table.pick(IntStream.range(0, 200).toArray()), random(draws, 100)));
        List<Choice<Transform>> choices = List.of(oneHot(5, "c"), numbers("x"));
        assertThat(transforms.fit(choices, chosen.apply(other)).state().toString())
                .isEqualTo(transforms.fit(choices, chosen.apply(table)).state().toString());
    }

    /** DE18, in a batch and one row at a time, as it is read back; a second code path, here the obvious one, differs. */
    @Test
    void givesARowAloneTheBitsThatItHasAmongMany() {
        Table table = random(Draws.of(5), 10_000);
        FeatureSet features = transforms.fit(
                List.of(numbers("x"), oneHot(5, "c")),
                Rows.unlabelled(table.pick(IntStream.range(0, 500).toArray())));
        FeatureSet online = transforms.read(features.state());
        assertThat(online.state()).isEqualTo(features.state());
        FeatureMatrix batch = features.apply(table);

        assertBatchEqualsOnline(table, batch, row -> dense(online.apply(table.pick(new int[] {row})), 0));
        assertThatThrownBy(() -> assertBatchEqualsOnline(table, batch, row -> {
                    double[] values = dense(batch, row);
                    values[0] = rewritten(table, row);
                    return values;
                }))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertBatchEqualsOnline(Table table, FeatureMatrix batch, IntFunction<double[]> online) {
        for (int row = 0; row < table.rows(); row++) {
            assertThat(online.apply(row)).as("row %s", row).containsExactly(dense(batch, row));
        }
    }

    /** The first number as another service would write it down again: the same formula with the division done once. */
    private static double rewritten(Table table, int row) {
        Column x = table.column("x");
        double[] training = IntStream.range(0, 500)
                .filter(one -> !x.isMissing(one))
                .mapToDouble(x::doubleAt)
                .sorted()
                .toArray();
        int n = training.length;
        double median = n % 2 == 1 ? training[n / 2] : (training[n / 2 - 1] + training[n / 2]) / 2;
        double[] filled = DoubleStream.concat(
                        Arrays.stream(training),
                        DoubleStream.generate(() -> median).limit(500L - n))
                .toArray();
        Moments moments = Moments.of(filled);
        double factor = 1 / Math.sqrt(moments.m2() / moments.n());
        return ((x.isMissing(row) ? median : x.doubleAt(row)) - moments.mean()) * factor;
    }

    @Test
    void refusesAStateOfAnotherRevision() {
        FeatureSet features = fit(Table.of(List.of(number("x", 1.0, 2.0))), numbers("x"));
        var state = features.state().deepCopy();
        ((ObjectNode) state.get(0)).put("revision", 99);
        assertThatThrownBy(() -> transforms.read(state))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.PACKAGE_UNKNOWN))
                .hasMessageContaining("revision 99 in the package, 1 here");
    }

    private FeatureSet fit(Table table, Choice<Transform> choice) {
        return transforms.fit(List.of(choice), Rows.unlabelled(table));
    }

    private static Choice<Transform> oneHot(int minCount, String... columns) {
        return new Choice<>(Transform.class, "one-hot", new OneHot.Options(List.of(columns), minCount));
    }

    private static Choice<Transform> numbers(String... columns) {
        return new Choice<>(Transform.class, "number", new StandardNumber.Options(List.of(columns)));
    }

    private static Table random(Draws draws, int rows) {
        List<@Nullable String> categories = new ArrayList<>();
        List<@Nullable Double> values = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            categories.add(draws.uniform() < .1 ? null : "c" + draws.below(12));
            values.add(draws.uniform() < .2 ? null : draws.normal(100, 30));
        }
        return Table.of(
                List.of(text("c", categories.toArray(new String[0])), number("x", values.toArray(new Double[0]))));
    }

    private static Column text(String name, @Nullable String... values) {
        Column.Builder builder = Column.builder(name, ColumnType.TEXT, values.length);
        for (String value : values) {
            if (value == null) {
                builder.addMissing();
            } else {
                builder.add(value);
            }
        }
        return builder.build();
    }

    private static Column number(String name, @Nullable Double... values) {
        Column.Builder builder = Column.builder(name, ColumnType.DOUBLE, values.length);
        for (Double value : values) {
            if (value == null) {
                builder.addMissing();
            } else {
                builder.add(value.doubleValue());
            }
        }
        return builder.build();
    }

    private static double[] dense(FeatureMatrix matrix, int row) {
        double[] values = new double[matrix.features()];
        for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
            values[matrix.feature(entry)] = matrix.value(entry);
        }
        return values;
    }
}
