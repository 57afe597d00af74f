package io.volute.modeling.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
