package io.volute.statistics.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsPropertyTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anySplitAndMergeOrderGivesTheSameMoments(long seed) {
        Draws draws = Draws.of(seed);
        int n = 50 + draws.below(500);
        double[] x = values(draws, n, 40);
        double[] y = values(draws, n, -3);
        List<PairMoments> shards = new ArrayList<>();
        for (int from = 0; from < n; ) {
            int to = Math.min(n, from + draws.below(40));
            shards.add(PairMoments.of(Arrays.copyOfRange(x, from, to), Arrays.copyOfRange(y, from, to)));
            from = to;
        }
        while (shards.size() > 1) {
            PairMoments taken = shards.remove(draws.below(shards.size()));
            int at = draws.below(shards.size());
            shards.set(at, shards.get(at).plus(taken));
        }
        PairMoments merged = shards.get(0);
        PairMoments whole = PairMoments.of(x, y);

        assertThat(merged.n()).isEqualTo(n);
        assertThat(merged.x().mean()).isCloseTo(whole.x().mean(), within(1e-11));
        assertThat(merged.x().m2() / whole.x().m2()).isCloseTo(1, within(1e-12));
        assertThat(merged.y().m2() / whole.y().m2()).isCloseTo(1, within(1e-12));
        assertThat(merged.cross())
                .isCloseTo(
                        whole.cross(),
                        within(1e-10 * Math.sqrt(whole.x().m2() * whole.y().m2())));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13})
    void addingRowsOneByOneEqualsTheWhole(long seed) {
        double[] x = values(Draws.of(seed), 300, 4);
        Moments grown = Moments.EMPTY;
        for (double value : x) {
            grown = grown.plus(value);
        }

        assertThat(grown).isEqualTo(Moments.of(x));
    }

    @Test
    void aLargeMeanDoesNotCancelTheVariance() {
        Moments shifted = Moments.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16);

        assertThat(shifted.variance()).isCloseTo(30, within(1e-9));
    }

    @Test
    void scalingRowsScalesMeanAndDeviation() {
        double[] x = values(Draws.of(9), 100, 2);
        Moments plain = Moments.of(x);
        Moments scaled = Moments.of(Arrays.stream(x).map(v -> -4 * v).toArray());

        assertThat(scaled.mean()).isCloseTo(-4 * plain.mean(), within(1e-12));
        assertThat(scaled.deviation()).isCloseTo(4 * plain.deviation(), within(1e-12));
    }

    @Test
    void oneRowHasNoVarianceAndNoRowsMergeAway() {
        assertThat(Moments.of(3).variance()).isZero();
        assertThat(Moments.EMPTY.plus(Moments.of(1, 2))).isEqualTo(Moments.of(1, 2));
        assertThat(Moments.of(1, 2).plus(Moments.EMPTY)).isEqualTo(Moments.of(1, 2));
    }

    @Test
    void refusesValuesThatAreNotNumbers() {
        assertThatThrownBy(() -> Moments.of(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PairMoments.of(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 and 3");
    }

    private static double[] values(Draws draws, int n, double mean) {
        double[] result = new double[n];
        for (int i = 0; i < n; i++) {
            result[i] = draws.normal(mean, 5);
        }
        return result;
    }
}
