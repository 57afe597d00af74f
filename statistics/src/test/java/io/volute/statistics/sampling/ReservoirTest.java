package io.volute.statistics.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.statistics.distribution.ChiSquare;
import io.volute.statistics.random.Draws;
import io.volute.statistics.random.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReservoirTest {
    private static final int SIZE = 4;
    private static final int RUNS = 100_000;

    /**
     * P value of "each of n rows is in a sample of k with the same probability", over seeded runs. Of a simple random
     * sample the inclusions have covariance p(1-p)·n/(n-1)·(I - J/n), hence the factor.
     */
    static double uniformity(int n, int k, int runs, LongFunction<int[]> sample) {
        long[] counts = new long[n];
        for (int run = 0; run < runs; run++) {
            for (int row : sample.apply(run)) {
                counts[row]++;
            }
        }
        return pValue(counts, k, runs);
    }

    private static double pValue(long[] counts, int k, int runs) {
        int n = counts.length;
        double p = (double) k / n;
        double chi2 = Arrays.stream(counts)
                        .mapToDouble(count -> (count - runs * p) * (count - runs * p))
                        .sum()
                / (runs * p * (1 - p))
                * (n - 1)
                / n;
        return ChiSquare.survival(chi2, n - 1);
    }

    /** A stream of rows that can stop anywhere. */
    private interface Stream {
        void add(int row);

        List<Integer> sample();
    }

    /** The lowest p value at stop points up to 20, and how many were looked at. */
    private static double lowest(LongFunction<Stream> start) {
        int[] stops = {5, 7, 10, 14, 20};
        long[][] counts = new long[stops.length][];
        for (int i = 0; i < stops.length; i++) {
            counts[i] = new long[stops[i]];
        }
        for (int run = 0; run < RUNS; run++) {
            Stream stream = start.apply(run);
            int row = 0;
            for (int i = 0; i < stops.length; i++) {
                while (row < stops[i]) {
                    stream.add(row++);
                }
                for (int kept : stream.sample()) {
                    counts[i][kept]++;
                }
            }
        }
        return IntStream.range(0, stops.length)
                .mapToDouble(i -> pValue(counts[i], SIZE, RUNS))
                .min()
                .orElseThrow();
    }

    private static final class Ours implements Stream {
        private final Reservoir<Integer> reservoir;

        Ours(long seed) {
            reservoir = new Reservoir<>(SIZE, seed);
        }

        @Override
        public void add(int row) {
            reservoir.add(row);
        }

        @Override
        public List<Integer> sample() {
            return reservoir.sample();
        }
    }

    /** The obvious mistake: the row after n is taken with probability k/n instead of k/(n+1). */
    private static final class OffByOne implements Stream {
        private final List<Integer> kept = new ArrayList<>();
        private final Draws draws;

        OffByOne(long seed) {
            draws = Draws.of(seed);
        }

        @Override
        public void add(int row) {
            if (kept.size() < SIZE) {
                kept.add(row);
            } else if (draws.uniform() < (double) SIZE / row) {
                kept.set(draws.below(SIZE), row);
            }
        }

        @Override
        public List<Integer> sample() {
            return kept;
        }
    }

    /** DE22; an error by one is rejected by the same assertion. */
    @Test
    void everyRowIsAsLikelyToBeKeptWhereverTheStreamStops() {
        assertUniform(lowest(Ours::new));
        double offByOne = lowest(OffByOne::new);
        assertThatThrownBy(() -> assertUniform(offByOne)).isInstanceOf(AssertionError.class);
    }

    private static void assertUniform(double p) {
        assertThat(p).isGreaterThan(.01);
    }

    @Test
    void aStreamShorterThanTheReservoirIsKeptWhole() {
        Reservoir<String> reservoir = new Reservoir<>(3, 1);
        assertThat(reservoir.sample()).isEmpty();
        reservoir.add("a");
        reservoir.add("b");
        assertThat(reservoir.sample()).containsExactly("a", "b");
        assertThat(reservoir.seen()).isEqualTo(2);
        assertThatThrownBy(() -> new Reservoir<String>(0, 1)).hasMessageContaining("reservoir: 0");
    }

    /** Mean and standard error of kept row numbers over a stream that is long against the reservoir. */
    @Test
    void aLongStreamIsSampledToItsEnd() {
        double mean = 0;
        for (int seed = 0; seed < 200; seed++) {
            Reservoir<Integer> reservoir = new Reservoir<>(10, seed);
            for (int row = 0; row < 10_000; row++) {
                reservoir.add(row);
            }
            mean += reservoir.sample().stream().mapToInt(i -> i).average().orElseThrow() / 200;
        }
        assertThat(mean).isBetween(5000 - 4 * 2887 / Math.sqrt(2000), 5000 + 4 * 2887 / Math.sqrt(2000));
    }

    @Test
    void partsOfAStreamAreMergedToTheSampleOfTheWhole() {
        long[] rows = LongStream.range(0, 1000).map(SplitMix::mix64).toArray();
        BottomK whole = new BottomK(50, 9);
        BottomK even = new BottomK(50, 9);
        BottomK odd = new BottomK(50, 9);
        for (int i = 0; i < rows.length; i++) {
            whole.add(rows[i]);
            (i % 2 == 0 ? even : odd).add(rows[i]);
        }
        odd.add(even);
        long[] simple = Arrays.stream(Samples.simple(rows, 50, 9))
                .mapToLong(i -> rows[i])
                .toArray();

        assertThat(odd.sample()).isEqualTo(whole.sample()).isEqualTo(simple);
        assertThatThrownBy(() -> odd.add(new BottomK(50, 8))).hasMessageContaining("by seed 8 (expected: 50 by seed 9");
    }
}
