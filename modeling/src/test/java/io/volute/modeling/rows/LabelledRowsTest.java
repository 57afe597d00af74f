package io.volute.modeling.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import io.volute.modeling.ModelingError;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LabelledRowsTest {
    private static final Instant YEAR = Instant.parse("2000-01-01T00:00:00Z");
    private static final Split.Fold FOLD = new Split.Fold("2000", YEAR, Instant.parse("2001-01-01T00:00:00Z"));

    /** a: known in time; b: too late; c: known at the very start; d and e: judged; f: no label; g: next year. */
    private final LabelledRows rows = LabelledRows.of(
            List.of(new Examples(Table.of(List.of(
                    texts(Examples.ROW_ID, "a", "b", "c", "d", "e", "f", "g"),
                    texts(Examples.GROUP_ID, "a", "b", "c", "a", "e", "f", "g"),
                    times(
                            Examples.AT,
                            "1999-06-01",
                            "1999-12-15",
                            "1999-12-02",
                            "2000-01-01",
                            "2000-07-01",
                            "2000-08-01",
                            "2001-01-01"))))),
            List.of(new Truth(Table.of(List.of(
                    texts(Examples.ROW_ID, "g", "a", "b", "c", "d", "e", "elsewhere"),
                    times(
                            Truth.KNOWN_AT,
                            "2001-02-01",
                            "1999-07-01",
                            "2000-01-14",
                            "2000-01-01",
                            "2000-02-01",
                            "2000-08-01",
                            "2000-08-01"),
                    bools(Truth.LABEL, true, true, false, false, true, false, true),
                    texts("late", "x", "x", "y", "x", "x", "y", "x"))))));

    @Test
    void trainsOnLabelsKnownAtTheStartOnly() {
        assertThat(rows.fold(FOLD).train()).containsExactly(0, 2);
        assertThat(rows.knownBy(YEAR)).containsExactly(0, 2);
    }

    @Test
    void judgesLabelledRowsOfThePeriodWhoseGroupDoesNotTrain() {
        assertThat(rows.decidedIn(FOLD.from(), FOLD.to())).containsExactly(3, 4);
        assertThat(rows.fold(FOLD).judged()).containsExactly(4);
    }

    @Test
    void countsRowsOfSeenGroupsAsSeen() {
        assertThat(rows.unseen(new int[] {1, 3, 4}, YEAR)).containsExactly(4);
    }

    @Test
    void readsConditionsOverLateColumns() {
        assertThat(rows.whereTruth(Expression.parse("late = 'x'")).stream()).containsExactly(0, 2, 3, 6);
        assertThat(rows.labels(new int[] {0, 4, 3}, Target.EVENT)).containsExactly(1, 0, 1);
        assertThat(rows.find("elsewhere")).isEmpty();
    }

    @Test
    void refusesARowThatTrainsAndJudges() {
        assertThatThrownBy(() -> new FoldRows("1995", new int[] {1, 2}, new int[] {2, 3}))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        e -> assertThat(e.code()).isEqualTo(ModelingError.JUDGED_ON_TRAINING_ROWS))
                .hasMessageContaining("fold 1995: row 2 both trains and judges");
    }

    @Test
    void refusesNoExamplesAtAll() {
        assertThatThrownBy(() -> LabelledRows.of(List.of(), List.of()))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.NO_ROWS));
    }

    @Test
    void dividesByLotWithoutDividingAGroup() {
        LabelledRows drawn = twoHundred(true);
        Split split = drawn(7);
        FoldRows validation = drawn.fold(split.folds().get(0));
        FoldRows test = drawn.fold(split.folds().get(1));
        assertThat(validation.train().length).isBetween(110, 130);
        assertThat(validation.judged().length).isBetween(30, 50);
        assertThat(validation.train().length + validation.judged().length).isEqualTo(test.train().length);
        assertThat(test.train().length + test.judged().length).isEqualTo(200);
        for (FoldRows fold : List.of(validation, test)) {
            // Rows come in groups of two, which are neighbours.
            assertThat(IntStream.of(fold.judged())
                            .map(row -> row / 2)
                            .distinct()
                            .count())
                    .isEqualTo(fold.judged().length / 2);
            // Four of ten rows have the event, on either side.
            assertThat(IntStream.of(fold.judged()).filter(drawn::label).count())
                    .isCloseTo(fold.judged().length * 2 / 5, within(2L));
        }
        assertThat(drawn.knownBy(split.knownUntil())).hasSize(200);
        assertThat(drawn.dated()).isFalse();
        assertThat(twoHundred(false).dated()).isTrue();
    }

    @Test
    void drawsTheSameRowsInAnyOrderOfTruth() {
        FoldRows one = twoHundred(true).fold(drawn(7).folds().get(1));
        FoldRows two = twoHundred(true).fold(drawn(7).folds().get(1));
        FoldRows other = twoHundred(true).fold(drawn(8).folds().get(1));
        assertThat(one.judged()).containsExactly(two.judged());
        assertThat(one.judged()).isNotEqualTo(other.judged());
    }

    @Test
    void knowsClassesInTheOrderOfTheirBytesAndOnlyThoseKnownByTheCut() {
        LabelledRows classes = LabelledRows.of(
                List.of(new Examples(Table.of(List.of(
                        texts(Examples.ROW_ID, "a", "b", "c", "d"),
                        texts(Examples.GROUP_ID, "a", "b", "c", "d"),
                        times(Examples.AT, "1999-01-01", "1999-01-02", "1999-01-03", "2000-01-04"))))),
                List.of(new Truth(Table.of(List.of(
                        texts(Examples.ROW_ID, "a", "b", "c", "d"),
                        times(Truth.KNOWN_AT, "1999-02-01", "1999-02-01", "1999-02-01", "2000-02-01"),
                        texts(Truth.LABEL, "\uFB01", "\uD83D\uDC26", "Z", "late"))))));
        // U+1F426 comes after U+FB01 by bytes, before it by UTF-16 units.
        Target target = classes.target(YEAR);
        assertThat(target.classes()).containsExactly("Z", "\uFB01", "\uD83D\uDC26");
        assertThat(classes.labels(new int[] {0, 1, 2, 3}, target)).containsExactly(1, 2, 0, -1);
        assertThat(target.aligned(Target.of(List.of("Z", "old")), new double[] {.25, .75}))
                .containsExactly(.25, 0, 0);
    }

    @Test
    void leavesOutALabelThatIsMissingAndRefusesOneThatIsNoNumber() {
        LabelledRows numbers = numbers(5.0, null);
        assertThat(numbers.knownBy(YEAR)).containsExactly(0);
        assertThat(numbers.labels(new int[] {0}, Target.NUMBER)).containsExactly(5);
        assertThatThrownBy(() -> numbers(5.0, Double.POSITIVE_INFINITY))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.NOT_FINITE))
                .hasMessageContaining("label of row 1: Infinity");
    }

    /** Microseconds of the years 1 and 9999 fit into 64 bits; nanoseconds do not. */
    @Test
    void takesCutsFarFromTheEpoch() {
        assertThat(rows.knownBy(Instant.parse("9999-12-31T00:00:00Z"))).hasSize(6);
        assertThat(rows.knownBy(Instant.parse("0001-01-01T00:00:00Z"))).isEmpty();
    }

    private static LabelledRows numbers(@Nullable Double... values) {
        Column.Builder label = Column.builder(Truth.LABEL, ColumnType.DOUBLE, 2);
        for (Double value : values) {
            if (value == null) {
                label.addMissing();
            } else {
                label.add(value);
            }
        }
        return LabelledRows.of(
                List.of(new Examples(Table.of(List.of(
                        texts(Examples.ROW_ID, "a", "b"),
                        texts(Examples.GROUP_ID, "a", "b"),
                        times(Examples.AT, "1999-01-01", "1999-01-02"))))),
                List.of(new Truth(Table.of(List.of(
                        texts(Examples.ROW_ID, "a", "b"),
                        times(Truth.KNOWN_AT, "1999-02-01", "1999-02-01"),
                        label.build())))));
    }

    /** Pairs of rows that belong together; the first four of ten have the event. */
    private static LabelledRows twoHundred(boolean undated) {
        String[] ids = new String[200];
        String[] groups = new String[200];
        String[] days = new String[200];
        boolean[] events = new boolean[200];
        for (int row = 0; row < 200; row++) {
            ids[row] = String.format(Locale.ROOT, "%016x", row);
            groups[row] = String.format(Locale.ROOT, "%016x", row / 2);
            days[row] = undated ? "1970-01-01" : "1999-01-01";
            events[row] = row % 10 < 4;
        }
        return LabelledRows.of(
                List.of(new Examples(Table.of(List.of(
                        texts(Examples.ROW_ID, ids), texts(Examples.GROUP_ID, groups), times(Examples.AT, days))))),
                List.of(new Truth(Table.of(List.of(
                        texts(Examples.ROW_ID, ids), times(Truth.KNOWN_AT, days), bools(Truth.LABEL, events))))));
    }

    private static Split drawn(long seed) {
        Instant from = Instant.parse("0001-01-01T00:00:00Z");
        Instant to = Instant.parse("9999-12-31T00:00:00Z");
        return new Split(
                List.of(
                        new Split.Fold("validation", from, to, Optional.of(new Split.Draw(seed, .6, .8))),
                        new Split.Fold("test", from, to, Optional.of(new Split.Draw(seed, .8, 1)))),
                to);
    }

    private static Column texts(String name, String... values) {
        Column.Builder builder = Column.builder(name, ColumnType.TEXT, values.length);
        List.of(values).forEach(builder::add);
        return builder.build();
    }

    private static Column times(String name, String... days) {
        Column.Builder builder = Column.builder(name, ColumnType.INSTANT, days.length);
        List.of(days).forEach(day -> builder.add(Instant.parse(day + "T00:00:00Z")));
        return builder.build();
    }

    private static Column bools(String name, boolean... values) {
        Column.Builder builder = Column.builder(name, ColumnType.BOOL, values.length);
        for (boolean value : values) {
            builder.add(value);
        }
        return builder.build();
    }
}
