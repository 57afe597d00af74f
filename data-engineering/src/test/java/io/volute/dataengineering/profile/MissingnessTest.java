package io.volute.dataengineering.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.random.Draws;
import io.volute.testing.Birdstrikes;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** DE12 */
class MissingnessTest {
    private static final int ROWS = 2_000;

    private final Draws draws = Draws.of(21);
    private final double[] outcome = new double[ROWS];
    private final List<Column> columns = new ArrayList<>();

    MissingnessTest() {
        for (int row = 0; row < ROWS; row++) {
            outcome[row] = draws.normal();
        }
        // Half of the honest columns lack as much as the one that lacks more where the outcome is high.
        columns.add(column("speaks", row -> draws.uniform() < (outcome[row] > 1 ? .45 : .25)));
        columns.add(column("whole", row -> false));
        columns.add(column("few", row -> row < 20));
        for (int i = 0; i < 40; i++) {
            columns.add(column("chance" + i, row -> draws.uniform() < .3));
        }
    }

    /** The obvious rule, much is missing, is rejected by the same assertion. */
    @Test
    void tellsWhatIsMissingWhereTheLabelDiffers() {
        assertTellsWhatSpeaks(names(Missingness.of(columns, event())));
        assertTellsWhatSpeaks(names(Missingness.of(columns, number())));
        assertTellsWhatSpeaks(names(Missingness.of(columns, classes())));
        assertThatThrownBy(() -> assertTellsWhatSpeaks(columns.stream()
                        .filter(column -> column.missing() > .2 * ROWS)
                        .map(Column::name)
                        .toList()))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertTellsWhatSpeaks(List<String> names) {
        assertThat(names).containsExactly("speaks");
    }

    /**
     * 2,499 of 8,939 strikes without damage have no speed, and 336 of 1,046 with (Python's csv module): G = 7.82. The name
     * of the airport, by hand made missing in every third row, says nothing.
     */
    @Test
    void theSpeedOfAStrikeIsMissingMoreOftenWhereItDamaged() throws IOException {
        LocalDate end = LocalDate.of(2003, 1, 1);
        Birdstrikes strikes = Birdstrikes.read();
        Map<String, Boolean> damaged = new HashMap<>();
        strikes.truth(end).values().forEach(truth -> {
            for (int row = 0; row < truth.rows().rows(); row++) {
                damaged.put(
                        truth.rows().column(Examples.ROW_ID).textAt(row),
                        truth.rows().column(Truth.LABEL).boolAt(row));
            }
        });
        Table rows = Table.concat(
                strikes.examples(end).values().stream().map(Examples::rows).toList());
        Column.Builder label = Column.builder("damaged", ColumnType.BOOL, rows.rows());
        Column.Builder airport = Column.builder("airport", ColumnType.TEXT, rows.rows());
        for (int row = 0; row < rows.rows(); row++) {
            Boolean known = damaged.get(rows.column(Examples.ROW_ID).textAt(row));
            if (known == null) {
                label.addMissing();
            } else {
                label.add(known);
            }
            if (row % 3 == 0) {
                airport.addMissing();
            } else {
                airport.add(rows.column("Airport Name").textAt(row));
            }
        }

        List<Missingness.Told> told =
                Missingness.of(List.of(rows.column("Speed IAS in knots"), airport.build()), label.build());

        assertThat(names(told)).containsExactly("Speed IAS in knots");
        assertThat(told.get(0).p()).isCloseTo(2 * .00516, within(2e-5));
    }

    @Test
    void tellsHowMuchIsMissing() {
        Missingness.Told told = Missingness.of(columns, event()).get(0);

        assertThat(told.share()).isBetween(.25, .35);
        assertThat(told.p()).isLessThan(.001);
    }

    @Test
    void saysNothingOfALabelThatNobodyHas() {
        assertThat(Missingness.of(columns, column("none", row -> true))).isEmpty();
    }

    private interface Missing {
        boolean test(int row);
    }

    private static Column column(String name, Missing missing) {
        Column.Builder builder = Column.builder(name, ColumnType.DOUBLE, ROWS);
        for (int row = 0; row < ROWS; row++) {
            if (missing.test(row)) {
                builder.addMissing();
            } else {
                builder.add((double) row);
            }
        }
        return builder.build();
    }

    private Column event() {
        Column.Builder builder = Column.builder("event", ColumnType.BOOL, ROWS);
        for (double value : outcome) {
            builder.add(value > 1);
        }
        return builder.build();
    }

    private Column number() {
        Column.Builder builder = Column.builder("number", ColumnType.DOUBLE, ROWS);
        for (double value : outcome) {
            builder.add(value);
        }
        return builder.build();
    }

    private Column classes() {
        Column.Builder builder = Column.builder("class", ColumnType.TEXT, ROWS);
        for (double value : outcome) {
            builder.add(value > 1 ? "high" : value < -1 ? "low" : "middle");
        }
        return builder.build();
    }

    private static List<String> names(List<Missingness.Told> told) {
        return told.stream().map(Missingness.Told::column).toList();
    }
}
