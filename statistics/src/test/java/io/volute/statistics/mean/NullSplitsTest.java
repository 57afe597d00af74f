package io.volute.statistics.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.random.Draws;
import io.volute.statistics.random.SplitMix;
import org.junit.jupiter.api.Test;

class NullSplitsTest {
    private static final int ROWS = 2_000;

    @Test
    void findsNothingInFivePercentOfSplitsOfIndependentRows() {
        assertThat(NullSplits.shareBelow(normal(11), units(1), 1_000, 3)).isCloseTo(.05, within(.015));
        assertThat(NullSplits.shareBelow(skewed(), units(1), 1_000, 3)).isCloseTo(.05, within(.015));
    }

    @Test
    void findsFarTooMuchWhereTheRowsOfOneUnitAreAnalysedAsIfEachWereOne() {
        double[] alike = normal(11);
        for (int row = 0; row < ROWS; row++) {
            alike[row] = alike[row - row % 20] + .1 * alike[row];
        }

        assertThat(NullSplits.shareBelow(alike, units(20), 1_000, 3)).isGreaterThan(.2);
        assertThat(NullSplits.shareBelow(alike, units(1), 1_000, 3))
                .as("the wrong split, by row, hides it")
                .isCloseTo(.05, within(.025));
    }

    @Test
    void sameSeedGivesTheSameShare() {
        double once = NullSplits.shareBelow(normal(11), units(1), 200, 5);

        assertThat(NullSplits.shareBelow(normal(11), units(1), 200, 5)).isEqualTo(once);
        assertThatThrownBy(() -> NullSplits.shareBelow(new double[2], new long[3], 10, 5))
                .hasMessageContaining("2 values and 3 units");
    }

    private static double[] normal(long seed) {
        Draws draws = Draws.of(seed);
        double[] values = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            values[row] = draws.normal();
        }
        return values;
    }

    private static double[] skewed() {
        Draws draws = Draws.of(13);
        double[] values = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            values[row] = draws.exponential();
        }
        return values;
    }

    private static long[] units(int each) {
        long[] units = new long[ROWS];
        for (int row = 0; row < ROWS; row++) {
            units[row] = SplitMix.mix64(row / each);
        }
        return units;
    }
}
