package io.volute.modeling.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.modeling.ModelingError;
import io.volute.modeling.rows.Target;
import io.volute.modeling.rows.TrainingTable;
import io.volute.statistics.random.Draws;
import io.volute.statistics.random.SplitMix;
import io.volute.statistics.ranking.Auc;
import io.volute.testing.Kits;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class TargetEncodeTest {
    private static final TargetEncode.Options OPTIONS = new TargetEncode.Options(List.of("c"), 20, 5);

    private final TargetEncode encode = new TargetEncode();

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        Draws draws = Draws.of(4);
        Column.Builder other = Column.builder("other", ColumnType.LONG, 60);
        String[] values = new String[60];
        for (int row = 0; row < values.length; row++) {
            values[row] = "v" + draws.below(6);
            other.add(row);
        }
        Table rows = texts(values).with(other.build());
        return Kits.tests(new TransformContract(encode, OPTIONS, rows));
    }

    @Test
    void drawsTheMeanOfAValueToTheMeanOfAllRows() {
        Transform.Fitted fitted = encode.fit(OPTIONS, events(texts("a", "a", "a", "b", null), 1, 1, 0, 0, 1));
        double prior = 3 / 5.0;
        assertThat(fitted.features()).containsExactly("c by label");
        assertThat(values(fitted.over(texts("a", "b", null, "never seen")), 4))
                .containsExactly(
                        (2 + 20 * prior) / (3 + 20), 20 * prior / (1 + 20), (1 + 20 * prior) / (1 + 20), prior);
    }

    @Test
    void readsBackAQuestionMarkBesideAGap() {
        Transform.Fitted fitted = encode.fit(OPTIONS, events(texts("?", "?", null, "é"), 1, 1, 0, 0));
        Transform.Fitted again = encode.read(fitted.state());
        assertThat(again.state()).isEqualTo(fitted.state());
        assertThat(values(again.over(texts("?", null, "é")), 3))
                .containsExactly(values(fitted.over(texts("?", null, "é")), 3));
    }

    @Test
    void sharesEachOfSeveralClasses() {
        Target target = Target.of(List.of("high", "low", "none"));
        Transform.Fitted fitted =
                encode.fit(OPTIONS, rows(texts("a", "a", "b", "b"), target, new double[] {0, 1, 2, 2}, false));
        assertThat(fitted.features()).containsExactly("c by share of high", "c by share of low", "c by share of none");
        double[] a = new double[3];
        fitted.over(texts("a")).encode(0, (feature, value) -> a[feature] = value);
        assertThat(a)
                .containsExactly(
                        new double[] {(1 + 20 * .25) / 22, (1 + 20 * .25) / 22, (20 * .5) / 22}, within(1e-15));
    }

    @Test
    void meansNumbers() {
        Transform.Fitted fitted =
                encode.fit(OPTIONS, rows(texts("a", "b"), Target.NUMBER, new double[] {100, 200}, false));
        assertThat(values(fitted.over(texts("a", "b")), 2))
                .containsExactly((100 + 20 * 150.0) / 21, (200 + 20 * 150.0) / 21);
    }

    /** DE09: an id says nothing, yet a mean over all rows, the own one included, looks as if it said everything. */
    @Test
    void aRandomIdGainsNoAreaWithoutDecisionTimes() {
        TrainingTable rows = ids(false);
        Transform.Fitted fitted = encode.fit(OPTIONS, rows);
        gainsNothing(rows, values(fitted.overTraining(rows), rows.rows()));
        double[] wrong = values(fitted.over(rows.table()), rows.rows());
        assertThatThrownBy(() -> gainsNothing(rows, wrong)).isInstanceOf(AssertionError.class);
    }

    @Test
    void aRandomIdGainsNoAreaWithDecisionTimes() {
        TrainingTable rows = ids(true);
        Transform.Fitted fitted = encode.fit(OPTIONS, rows);
        gainsNothing(rows, values(fitted.overTraining(rows), rows.rows()));
        double[] wrong = values(fitted.over(rows.table()), rows.rows());
        assertThatThrownBy(() -> gainsNothing(rows, wrong)).isInstanceOf(AssertionError.class);
    }

    private static void gainsNothing(TrainingTable rows, double[] scores) {
        boolean[] events = new boolean[scores.length];
        for (int row = 0; row < events.length; row++) {
            events[row] = rows.label(row) == 1;
        }
        assertThat(Auc.value(scores, events)).isCloseTo(.5, within(.02));
    }

    /** 10,000 rows of 2,500 ids, half of them with the event, by chance. */
    private static TrainingTable ids(boolean dated) {
        Draws draws = Draws.of(8);
        String[] ids = new String[10_000];
        double[] labels = new double[ids.length];
        for (int row = 0; row < ids.length; row++) {
            ids[row] = "id" + draws.below(2_500);
            labels[row] = draws.below(2);
        }
        return rows(texts(ids), Target.EVENT, labels, dated);
    }

    /** Every row against a loop over all rows whose label was known before it was decided. */
    @Test
    void usesLabelsThatWereKnownBeforeTheDecisionOnly() {
        Draws draws = Draws.of(2);
        String[] texts = new String[200];
        double[] labels = new double[texts.length];
        for (int row = 0; row < texts.length; row++) {
            texts[row] = "v" + draws.below(3);
            labels[row] = draws.below(2);
        }
        TrainingTable rows = rows(texts(texts), Target.EVENT, labels, true);
        Transform.Fitted fitted = encode.fit(OPTIONS, rows);
        double[] found = values(fitted.overTraining(rows), rows.rows());
        double all = IntStream.range(0, 200).mapToDouble(rows::label).sum() / 200;
        for (int row = 0; row < found.length; row++) {
            double n = 0;
            double sum = 0;
            double own = 0;
            double ownSum = 0;
            for (int other = 0; other < found.length; other++) {
                if (rows.knownAt(other) < rows.at(row)) {
                    n++;
                    sum += labels[other];
                    own += texts[other].equals(texts[row]) ? 1 : 0;
                    ownSum += texts[other].equals(texts[row]) ? labels[other] : 0;
                }
            }
            double expected = n == 0 ? all : (ownSum + 20 * sum / n) / (own + 20);
            assertThat(found[row]).isCloseTo(expected, within(1e-12));
        }
        assertThat(found[0]).isEqualTo(all);
        assertThat(found[199]).isNotEqualTo(all);
    }

    @Test
    void keepsAGroupInOneFold() {
        String[] texts = {"a", "a", "a", "a"};
        Table table = texts(texts);
        TrainingTable one = new TrainingTable(
                table, Target.EVENT, new double[] {1, 0, 1, 1}, new long[4], new long[4], new long[4]);
        // All rows are one group, so no row has another fold to learn from.
        assertThat(values(encode.fit(OPTIONS, one).overTraining(one), 4)).containsOnly(.75);
    }

    @Test
    void refusesAColumnWithoutValuesAndOptionsThatMakeNoSense() {
        assertThatThrownBy(() -> encode.fit(OPTIONS, events(texts(null, null), 0, 1)))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.COLUMN_UNUSABLE))
                .hasMessageContaining("transform target-encode, column c: has no value");
        assertThatThrownBy(() -> new TargetEncode.Options(List.of("c"), 0, 5)).hasMessage("m: 0.0 (expected: > 0)");
        assertThatThrownBy(() -> new TargetEncode.Options(List.of("c"), 20, 1))
                .hasMessage("folds: 1 (expected: 2 to 100)");
    }

    private static TrainingTable events(Table table, double... labels) {
        return rows(table, Target.EVENT, labels, false);
    }

    /** Rows decided an hour apart, their labels known a day later; or without time. */
    private static TrainingTable rows(Table table, Target target, double[] labels, boolean dated) {
        long hour = 3_600_000_000L;
        return new TrainingTable(
                table,
                target,
                labels,
                IntStream.range(0, labels.length).mapToLong(SplitMix::mix64).toArray(),
                IntStream.range(0, labels.length)
                        .mapToLong(row -> dated ? (row + 1) * hour : 0)
                        .toArray(),
                IntStream.range(0, labels.length)
                        .mapToLong(row -> dated ? (row + 25) * hour : 0)
                        .toArray());
    }

    private static Table texts(@Nullable String... values) {
        Column.Builder builder = Column.builder("c", ColumnType.TEXT, values.length);
        for (String value : values) {
            if (value == null) {
                builder.addMissing();
            } else {
                builder.add(value);
            }
        }
        return Table.of(List.of(builder.build()));
    }

    private static double[] values(Transform.Encoder encoder, int rows) {
        double[] result = new double[rows];
        for (int row = 0; row < rows; row++) {
            int here = row;
            encoder.encode(row, (feature, value) -> result[here] = value);
        }
        return result;
    }
}
