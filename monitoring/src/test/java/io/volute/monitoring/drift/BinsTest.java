package io.volute.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;

class BinsTest {
    @Test
    void cutsNumbersAtTheQuantilesOfTheReference() {
        Bins bins = Bins.of(List.of(numbers(0, 99), numbers(100, 199)), 10);
        assertThat(bins.counts(numbers(0, 199))).containsOnly(20).hasSize(10);
        assertThat(bins.ordered()).isTrue();
    }

    @Test
    void movesNoBinForAWildValueOfTheCurrentWindow() {
        Bins bins = Bins.of(List.of(numbers(0, 199)), 10);
        long[] counts = bins.counts(column(50_000.0, -50_000.0, 7.0));
        assertThat(counts[0]).isEqualTo(2);
        assertThat(counts[9]).isEqualTo(1);
    }

    @Test
    void givesAValueWithTheShareOfABinItsOwn() {
        Column.Builder speeds = Column.builder("speed", ColumnType.DOUBLE, 200);
        for (int i = 0; i < 150; i++) {
            speeds.add((double) i);
        }
        for (int i = 0; i < 50; i++) {
            speeds.add(140.0);
        }
        Bins bins = Bins.of(List.of(speeds.build()), 10);
        int own = bins.names().indexOf("140");
        assertThat(own).isPositive();
        assertThat(bins.counts(column(140.0, 139.999, 140.001))[own]).isEqualTo(1);
    }

    @Test
    void countsFewDistinctNumbersAndTextsByValue() {
        Bins few = Bins.of(List.of(column(1.0, 2.0, 2.0, 3.0)), 10);
        assertThat(few.names()).containsExactly("1.0", "2.0", "3.0", "new values");
        assertThat(few.counts(column(2.0, 7.0, 8.0))).containsExactly(0, 1, 0, 2);
        assertThat(few.ordered()).isFalse();
    }

    @Test
    void countsMissingValuesNowhere() {
        Column some = Column.builder("speed", ColumnType.DOUBLE, 2)
                .add(1.0)
                .addMissing()
                .build();
        assertThat(Bins.of(List.of(some), 10).counts(some)).containsExactly(1, 0);
    }

    private static Column numbers(int from, int to) {
        Column.Builder column = Column.builder("speed", ColumnType.LONG, to - from + 1);
        for (long value = from; value <= to; value++) {
            column.add(value);
        }
        return column.build();
    }

    private static Column column(double... values) {
        Column.Builder column = Column.builder("speed", ColumnType.DOUBLE, values.length);
        for (double value : values) {
            column.add(value);
        }
        return column.build();
    }
}
