package io.volute.modeling.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.random.Draws;
import io.volute.testing.Kits;
import java.util.List;
import java.util.function.DoubleToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BinsTest {
    private final Bins bins = new Bins();

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        Draws draws = Draws.of(9);
        Column.Builder x = Column.builder("x", ColumnType.DOUBLE, 80);
        Column.Builder other = Column.builder("other", ColumnType.LONG, 80);
        for (int row = 0; row < 80; row++) {
            if (row % 9 == 0) {
                x.addMissing();
            } else {
                x.add(draws.normal());
            }
            other.add(row);
        }
        Table rows = Table.of(List.of(x.build(), other.build()));
        return Stream.of(Bins.By.values()).flatMap(by -> Kits.tests(new TransformContract(bins, options(4, by), rows)));
    }

    @Test
    void intervalsHoldTheirLowerEdgeAndQuantilesHoldAsManyRows() {
        Transform.Fitted fitted = fit(options(4, Bins.By.QUANTILE), numbers(1.0, 2.0, 3.0, 4.0, 5.0));
        assertThat(fitted.features())
                .containsExactly("x below 2.0", "x from 2.0 below 3.0", "x from 3.0 below 4.0", "x from 4.0");
        assertThat(bin(fitted, 1.99)).isZero();
        assertThat(bin(fitted, 2.0)).isEqualTo(1);
        assertThat(bin(fitted, 4.0)).isEqualTo(3);
    }

    /** DE14; the obvious bins, which end where training ended, are rejected by the same assertion. */
    @Test
    void anExtremeThatTrainingNeverSawFallsIntoAnEnd() {
        Transform.Fitted fitted = fit(options(5, Bins.By.WIDTH), numbers(0.0, 10.0));
        assertExtremesFallIntoTheEnds(value -> bin(fitted, value));
        assertThatThrownBy(() -> assertExtremesFallIntoTheEnds(BinsTest::closedBin))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertExtremesFallIntoTheEnds(DoubleToIntFunction bin) {
        assertThat(bin.applyAsInt(5)).isEqualTo(2);
        assertThat(bin.applyAsInt(-1e300)).isZero();
        assertThat(bin.applyAsInt(-.1)).isZero();
        assertThat(bin.applyAsInt(1e300)).isEqualTo(4);
    }

    /** Five intervals from 0 to 10 with ends that are closed. */
    private static int closedBin(double value) {
        for (int bin = 0; bin < 5; bin++) {
            if (value >= 2 * bin && value < 2 * (bin + 1)) {
                return bin;
            }
        }
        return -1;
    }

    @Test
    void equalEdgesMergeAndOneIntervalIsNone() {
        assertThat(fit(options(10, Bins.By.QUANTILE), numbers(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 7.0))
                        .features())
                .hasSize(2);
        assertThat(fit(options(10, Bins.By.QUANTILE), numbers(3.0, 3.0)).features())
                .isEmpty();
    }

    @Test
    void aGapHasAFeatureOnlyIfTrainingHasOne() {
        Transform.Fitted with = fit(options(2, Bins.By.WIDTH), numbers(0.0, null, 10.0));
        assertThat(with.features()).endsWith("x is missing");
        assertThat(bin(with, null)).isEqualTo(2);
        assertThat(bin(fit(options(2, Bins.By.WIDTH), numbers(0.0, 10.0)), null))
                .isEqualTo(-1);
    }

    @Test
    void refusesWhatMakesNoIntervals() {
        assertThatThrownBy(() -> options(1, Bins.By.WIDTH)).hasMessageContaining("bins: 1 (expected: 2 to 1,000)");
        assertThatThrownBy(() -> fit(options(2, Bins.By.WIDTH), numbers((Double) null)))
                .hasMessageContaining("has no value in the training rows");
    }

    private static Bins.Options options(int bins, Bins.By by) {
        return new Bins.Options(List.of("x"), bins, by);
    }

    private static Table numbers(@Nullable Double... values) {
        Column.Builder builder = Column.builder("x", ColumnType.DOUBLE, values.length);
        for (Double value : values) {
            if (value == null) {
                builder.addMissing();
            } else {
                builder.add((double) value);
            }
        }
        return Table.of(List.of(builder.build()));
    }

    private static int bin(Transform.Fitted fitted, @Nullable Double value) {
        int[] found = {-1};
        fitted.over(numbers(value)).encode(0, (feature, one) -> found[0] = feature);
        return found[0];
    }

    private Transform.Fitted fit(Bins.Options options, Table rows) {
        return bins.fit(options, Rows.unlabelled(rows));
    }
}
