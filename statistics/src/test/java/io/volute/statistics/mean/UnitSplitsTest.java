package io.volute.statistics.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.random.Draws;
import io.volute.statistics.random.SplitMix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Scoping 8: A/A shares of 5 +- 1.5 % for means, ratios and skewed metrics, and above 20 % where the unit is wrong. */
class UnitSplitsTest {
    private static final int ROWS = 6_000;
    private static final double[] NONE = new double[0];

    @Test
    void findsNothingInFivePercentOfSplitsOfMeansSharesRatiosAndSkewedNumbers() {
        double[] normal = drawn(11, Draws::normal);
        double[] share = drawn(12, draws -> draws.uniform() < .2 ? 1 : 0);
        double[] skewed = drawn(13, draws -> Math.exp(1.5 * draws.normal()));

        assertThat(UnitSplits.shareBelow(normal, NONE, units(1), 1_000, 3)).isCloseTo(.05, within(.015));
        assertThat(UnitSplits.shareBelow(share, NONE, units(1), 1_000, 3)).isCloseTo(.05, within(.015));
        assertThat(UnitSplits.shareBelow(skewed, NONE, units(1), 1_000, 3)).isCloseTo(.05, within(.015));
        double[] shown = drawn(14, draws -> 1 + Math.floor(9 * draws.uniform()));
        Draws draws = Draws.of(15);
        double[] taken =
                Arrays.stream(shown).map(of -> Math.floor(of * draws.uniform())).toArray();
        assertThat(UnitSplits.shareBelow(taken, shown, units(1), 1_000, 3)).isCloseTo(.05, within(.015));
    }

    @Test
    void findsFarTooMuchWhereTheRowsOfOneUnitAreAnalysedAsIfEachWereOne() {
        double[] alike = drawn(11, Draws::normal);
        for (int row = 0; row < ROWS; row++) {
            alike[row] = alike[row - row % 20] + .1 * alike[row];
        }
        double[] shown = new double[ROWS];
        Arrays.fill(shown, 2);

        assertThat(UnitSplits.shareBelow(alike, NONE, units(20), 1_000, 3)).isGreaterThan(.2);
        assertThat(UnitSplits.shareBelow(alike, shown, units(20), 1_000, 3)).isGreaterThan(.2);
    }

    @Test
    void findsWhatSplittingEachUnitByItselfFinds() {
        double[] skewed = drawn(17, draws -> Math.exp(2 * draws.normal()));

        // Both are shares of 1,000 splits: their difference has a standard error of .01.
        assertThat(UnitSplits.shareBelow(skewed, NONE, units(1), 1_000, 3))
                .isCloseTo(NullSplits.shareBelow(skewed, units(1), 1_000, 7), within(.03));
    }

    @Test
    void doesNotCancelWhereTheMeanIsFarFromZero() {
        double[] normal = drawn(11, Draws::normal);
        double[] far = Arrays.stream(normal).map(value -> value + 1e7).toArray();

        assertThat(UnitSplits.shareBelow(far, NONE, units(1), 300, 3))
                .isEqualTo(UnitSplits.shareBelow(normal, NONE, units(1), 300, 3));
    }

    @Test
    void sameSeedGivesTheSameShareInWhateverOrderTheRowsCome() {
        double[] whole = drawn(11, draws -> Math.floor(10 * draws.uniform()));
        long[] units = units(1);
        double[] backwards = new double[ROWS];
        long[] unitsBackwards = new long[ROWS];
        for (int row = 0; row < ROWS; row++) {
            backwards[row] = whole[ROWS - 1 - row];
            unitsBackwards[row] = units[ROWS - 1 - row];
        }

        assertThat(UnitSplits.shareBelow(backwards, NONE, unitsBackwards, 200, 5))
                .isEqualTo(UnitSplits.shareBelow(whole, NONE, units, 200, 5));
        assertThatThrownBy(() -> UnitSplits.shareBelow(new double[2], NONE, new long[3], 10, 5))
                .hasMessageContaining("2 values, 0 denominators and 3 units");
        assertThatThrownBy(() -> UnitSplits.shareBelow(new double[2], new double[1], new long[2], 10, 5))
                .hasMessageContaining("2 values, 1 denominators and 2 units");
    }

    private interface Drawn {
        double from(Draws draws);
    }

    private static double[] drawn(long seed, Drawn drawn) {
        Draws draws = Draws.of(seed);
        double[] values = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            values[row] = drawn.from(draws);
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
