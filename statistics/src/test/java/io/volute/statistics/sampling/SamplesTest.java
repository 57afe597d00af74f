package io.volute.statistics.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.moments.Moments;
import io.volute.statistics.random.Draws;
import io.volute.statistics.random.SplitMix;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final long[] ROWS =
            LongStream.range(0, 200).map(SplitMix::mix64).toArray();

    @Test
    void aLargerSampleHoldsEverySmallerOne() {
        int[] all = Samples.simple(ROWS, ROWS.length, 7);
        for (int k = 0; k <= ROWS.length; k++) {
            assertThat(Samples.simple(ROWS, k, 7)).isEqualTo(Arrays.copyOf(all, k));
        }
        assertThat(all)
                .containsExactlyInAnyOrder(IntStream.range(0, ROWS.length).toArray());
    }

    @Test
    void theSameRowsAreDrawnInWhateverOrderTheyCome() {
        int[] order = Draws.of(3).shuffled(IntStream.range(0, ROWS.length).toArray());
        long[] shuffled = Arrays.stream(order).mapToLong(i -> ROWS[i]).toArray();

        assertThat(ids(shuffled, Samples.simple(shuffled, 20, 7))).isEqualTo(ids(ROWS, Samples.simple(ROWS, 20, 7)));
        // A stream of draws, one for each row as it comes, would not do.
        assertThat(ids(shuffled, byStream(shuffled.length))).isNotEqualTo(ids(ROWS, byStream(ROWS.length)));
    }

    private static int[] byStream(int rows) {
        Draws draws = Draws.of(7);
        return IntStream.range(0, rows).filter(row -> draws.uniform() < .1).toArray();
    }

    private static Set<Long> ids(long[] rows, int[] positions) {
        return Arrays.stream(positions).mapToObj(i -> rows[i]).collect(Collectors.toSet());
    }

    @Test
    void everyRowIsAsLikelyToBeDrawn() {
        long[] few = Arrays.copyOf(ROWS, 12);
        assertThat(ReservoirTest.uniformity(few.length, 4, 20_000, seed -> Samples.simple(few, 4, seed)))
                .isGreaterThan(.01);
    }

    /** Seats of Hamilton's method for the votes of a textbook: quotas 4.7, 1.6, 1.58, 1.2, .61, .31 of 10. */
    @Test
    void sizesFollowTheLargestRemainders() {
        assertThat(Samples.largestRemainder(new long[] {47_000, 16_000, 15_800, 12_000, 6_100, 3_100}, 10))
                .containsExactly(5, 2, 1, 1, 1, 0);
        assertThat(Samples.largestRemainder(new long[] {1, 1, 1}, 2)).containsExactly(1, 1, 0);
        assertThat(Samples.largestRemainder(new long[] {0, 0}, 0)).containsExactly(0, 0);
    }

    @Test
    void aStratifiedSampleKeepsTheSharesThatASimpleOneMisses() {
        List<String> strata = IntStream.range(0, ROWS.length)
                .mapToObj(i -> i % 20 == 0 ? "rare" : "common")
                .toList();
        IntFunction<Boolean> kept = seed -> Arrays.stream(Samples.stratified(ROWS, strata, 40, seed))
                        .filter(i -> strata.get(i).equals("rare"))
                        .count()
                == 2;
        IntFunction<Boolean> simple = seed -> Arrays.stream(Samples.simple(ROWS, 40, seed))
                        .filter(i -> strata.get(i).equals("rare"))
                        .count()
                == 2;

        assertThat(IntStream.range(0, 50).mapToObj(kept)).containsOnly(true);
        assertThat(IntStream.range(0, 50).mapToObj(simple)).contains(false);
    }

    /**
     * Inclusion by weights 1, 2, 3, two of three drawn one after the other: by hand
     * P(1) = 1/6 + 2/6·1/4 + 3/6·1/3 = .4167, P(2) = .7333, P(3) = .85.
     */
    @Test
    void weightsDrawOneAfterTheOtherFromWhatIsLeft() {
        int runs = 40_000;
        double[] share = new double[3];
        double[] powers = new double[3];
        for (int seed = 0; seed < runs; seed++) {
            for (int row : Samples.weighted(new long[] {11, 22, 33}, new double[] {1, 2, 3}, 2, seed)) {
                share[row] += 1.0 / runs;
            }
            // The largest u·w is the obvious key, and the wrong one.
            int last = 0;
            for (int i = 1; i < 3; i++) {
                last = SplitMix.u(11L * (i + 1), seed) * (i + 1) < SplitMix.u(11L * (last + 1), seed) * (last + 1)
                        ? i
                        : last;
            }
            for (int i = 0; i < 3; i++) {
                powers[i] += i == last ? 0 : 1.0 / runs;
            }
        }
        double[] expected = {5.0 / 12, 11.0 / 15, 17.0 / 20};
        for (int i = 0; i < 3; i++) {
            assertThat(share[i]).isCloseTo(expected[i], within(.01));
        }
        assertThat(Math.abs(powers[0] - expected[0])).isGreaterThan(.03);
    }

    @Test
    void weightZeroIsNeverDrawnAndANegativeWeightIsRefused() {
        long[] rows = {1, 2, 3};
        for (int seed = 0; seed < 200; seed++) {
            assertThat(Samples.weighted(rows, new double[] {1, 0, 1}, 3, seed)).containsExactlyInAnyOrder(0, 2);
        }
        assertThatThrownBy(() -> Samples.weighted(rows, new double[] {1, -1, 1}, 1, 0))
                .hasMessageContaining("weight of row 1: -1.0 (expected: a finite number >= 0)");
        assertThatThrownBy(() -> Samples.simple(rows, 4, 0)).hasMessageContaining("from 0 to the 3 rows there are");
    }

    /** DE21: rows drawn four times as often where the value is high; weighted they tell the mean of all. */
    @Test
    void theImportanceMeanIsUnbiasedOverAThousandDraws() {
        double[] values = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
        double[] drawn =
                IntStream.range(0, 100).mapToDouble(i -> i < 50 ? .004 : .016).toArray();
        int draws = 1000;
        double[] weighted = new double[draws];
        double[] plain = new double[draws];
        for (int seed = 0; seed < draws; seed++) {
            Draws random = Draws.of(seed);
            double[] v = new double[50];
            double[] q = new double[50];
            double[] p = new double[50];
            for (int i = 0; i < 50; i++) {
                int row = random.uniform() < .2 ? random.below(50) : 50 + random.below(50);
                v[i] = values[row];
                q[i] = .01;
                p[i] = drawn[row];
            }
            weighted[seed] = ImportanceWeights.of(q, p).mean(v);
            plain[seed] = Moments.of(v).mean();
        }

        assertUnbiased(weighted);
        // The obvious mean, that of the rows drawn.
        assertThatThrownBy(() -> assertUnbiased(plain)).isInstanceOf(AssertionError.class);
    }

    private static void assertUnbiased(double[] estimates) {
        Moments moments = Moments.of(estimates);
        assertThat(Math.abs(moments.mean() - 49.5)).isLessThan(3 * moments.standardError());
    }

    @Test
    void theEffectiveSizeIsThatOfKish() {
        double[] p = {1, 1, 1, 1};
        assertThat(ImportanceWeights.of(new double[] {2, 2, 2, 2}, p).effectiveSize())
                .isEqualTo(4);
        assertThat(ImportanceWeights.of(new double[] {3, 1, 0, 0}, p).effectiveSize())
                .isEqualTo(1.6);
        assertThat(ImportanceWeights.of(new double[] {3, 1, 0, 0}, p)
                        .refusal(2)
                        .orElseThrow()
                        .code())
                .isEqualTo("few-effective-rows");
        assertThat(ImportanceWeights.of(new double[] {3, 1, 0, 0}, p).ratioMean(new double[] {2, 6, 9, 9}))
                .isEqualTo(3);
        assertThatThrownBy(() -> ImportanceWeights.of(new double[] {1}, new double[] {0}))
                .hasMessageContaining("cannot speak for others");
    }

    /** The published case: a tenth of the negatives kept, half of the sample positive by the model: 1/11. */
    @Test
    void thePriorIsRestored() {
        PriorShift shift = new PriorShift(.1, 1);

        assertThat(shift.restore(.5)).isCloseTo(.0909, within(5e-5));
        assertThat(shift.restore(0)).isZero();
        assertThat(shift.restore(1)).isEqualTo(1);
        double logit = Math.log(.3 / .7) + shift.logOdds();
        assertThat(shift.restore(.3)).isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-12));
        // Scaling the probability itself instead of its odds gives another figure.
        assertThat(.5 * .1).isNotCloseTo(shift.restore(.5), within(.01));
        assertThatThrownBy(() -> new PriorShift(0, 1)).hasMessageContaining("negatives kept: 0.0");
    }
}
