package io.volute.statistics.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossMomentsPropertyTest {

    /** Balances in cents: the mean is large against the deviation, which is what makes sums of squares fail. */
    private static final double FAR = 1e5;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyShardingAndAnyOrderOfMergesGivesOnePass(long seed) {
        assertSameAsOnePass(seed, CrossMoments::of);
    }

    @Test
    void sumsOfSquaresCancelAndAreRejectedByTheSameAssertion() {
        assertThatCode(() -> assertSameAsOnePass(1, CrossMoments::of)).doesNotThrowAnyException();
        assertThatThrownBy(() -> assertSameAsOnePass(1, CrossMomentsPropertyTest::naive))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertSameAsOnePass(long seed, Function<double[][], CrossMoments> moments) {
        Draws draws = Draws.of(seed);
        double[][] columns = columns(draws, 50 + draws.below(800));
        int n = columns[0].length;
        CrossMoments merged = merged(draws, columns, moments);
        assertThat(merged.n()).isEqualTo(n);
        for (int i = 0; i < 3; i++) {
            assertThat(merged.means()[i] / mean(columns[i])).isCloseTo(1, within(1e-12));
            for (int j = 0; j < 3; j++) {
                double scale = Math.sqrt(cross(columns[i], columns[i]) * cross(columns[j], columns[j]));
                assertThat((merged.cross()[3 * i + j] - cross(columns[i], columns[j])) / scale)
                        .isCloseTo(0, within(1e-12));
            }
        }
    }

    /** Two passes: the mean first, rounded by less than the deviations, then the products, corrected for what is left. */
    private static double cross(double[] x, double[] y) {
        double mx = mean(x);
        double my = mean(y);
        double sum = 0;
        double left = 0;
        double right = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - mx) * (y[i] - my);
            left += x[i] - mx;
            right += y[i] - my;
        }
        return sum - left * right / x.length;
    }

    private static double mean(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value - x[0];
        }
        return x[0] + sum / x.length;
    }

    private static double[][] columns(Draws draws, int n) {
        double[][] columns = new double[3][n];
        for (int i = 0; i < n; i++) {
            columns[0][i] = FAR + 30 * draws.normal();
            columns[1][i] = -3 + .5 * (columns[0][i] - FAR) + draws.exponential();
            columns[2][i] = 2 + draws.normal();
        }
        // Halves of units and few digits, so that the data themselves are exact in binary and only the method differs.
        for (double[] column : columns) {
            Arrays.setAll(column, i -> Math.rint(column[i] * 1024) / 1024);
        }
        return columns;
    }

    private static CrossMoments merged(Draws draws, double[][] columns, Function<double[][], CrossMoments> moments) {
        List<CrossMoments> shards = new ArrayList<>();
        int n = columns[0].length;
        for (int from = 0; from < n; ) {
            int to = Math.min(n, from + draws.below(40));
            int start = from;
            shards.add(moments.apply(Arrays.stream(columns)
                    .map(column -> Arrays.copyOfRange(column, start, to))
                    .toArray(double[][]::new)));
            from = to;
        }
        while (shards.size() > 1) {
            CrossMoments taken = shards.remove(draws.below(shards.size()));
            int at = draws.below(shards.size());
            shards.set(at, shards.get(at).plus(taken));
        }
        return shards.get(0);
    }

    /** The obvious wrong way: sum of squares minus square of sum. */
    private static CrossMoments naive(double[][] columns) {
        int n = columns[0].length;
        double[] means = new double[3];
        double[] cross = new double[9];
        for (int i = 0; i < 3 && n > 0; i++) {
            double sum = Arrays.stream(columns[i]).sum();
            means[i] = sum / n;
            for (int j = 0; j <= i; j++) {
                double products = 0;
                for (int k = 0; k < n; k++) {
                    products += columns[i][k] * columns[j][k];
                }
                double value = products - sum * Arrays.stream(columns[j]).sum() / n;
                cross[3 * i + j] = i == j ? Math.max(0, value) : value;
                cross[3 * j + i] = cross[3 * i + j];
            }
        }
        return new CrossMoments(n, means, cross);
    }

    @Test
    void oneAndTwoVariablesAreTheMomentsOfOneAndTwo() {
        Draws draws = Draws.of(3);
        double[][] columns = columns(draws, 400);
        CrossMoments all = CrossMoments.of(columns);
        PairMoments pair = PairMoments.of(columns[0], columns[2]);

        assertThat(all.moments(0).mean()).isEqualTo(pair.x().mean());
        assertThat(all.moments(0).m2() / pair.x().m2()).isCloseTo(1, within(1e-12));
        assertThat(all.pair(0, 2).covariance()).isCloseTo(pair.covariance(), within(1e-10));
        assertThat(all.covariance(2, 0)).isEqualTo(all.pair(0, 2).covariance());
    }

    @Test
    void aWeightedSumHasTheMomentsOfItsValues() {
        double[][] columns = columns(Draws.of(9), 300);
        double[] sum = new double[300];
        double[] other = new double[300];
        for (int i = 0; i < 300; i++) {
            sum[i] = 2 * (columns[0][i] - FAR) - columns[1][i];
            other[i] = columns[2][i] + .25 * columns[1][i];
        }
        PairMoments forms = CrossMoments.of(columns).pair(new double[] {2, -1, 0}, new double[] {0, .25, 1});
        PairMoments direct = PairMoments.of(sum, other);

        assertThat(forms.x().mean() - 2 * FAR).isCloseTo(direct.x().mean(), within(1e-7));
        assertThat(forms.x().m2() / direct.x().m2()).isCloseTo(1, within(1e-10));
        assertThat(forms.y().m2() / direct.y().m2()).isCloseTo(1, within(1e-10));
        assertThat(forms.cross() / direct.cross()).isCloseTo(1, within(1e-10));
    }

    @Test
    void whatCancelsToRoundingHasNoVariance() {
        double[] y = {.1, .7, .3, .9, .2};
        double[] x = Arrays.stream(y).map(value -> 3 * value).toArray();

        assertThat(CrossMoments.of(y, x).linear(1, -1 / 3.0).m2()).isZero();
    }

    @Test
    void isAValueThatNobodyCanChange() {
        double[] means = {1, 2};
        double[] cross = {4, 1, 1, 3};
        CrossMoments moments = new CrossMoments(5, means, cross);
        means[0] = 9;
        cross[0] = 9;
        moments.means()[0] = 9;
        moments.cross()[0] = 9;

        assertThat(moments).isEqualTo(new CrossMoments(5, new double[] {1, 2}, new double[] {4, 1, 1, 3}));
        assertThat(moments).hasSameHashCodeAs(new CrossMoments(5, new double[] {1, 2}, new double[] {4, 1, 1, 3}));
        assertThat(moments.toString()).contains("n=5", "[1.0, 2.0]");
        assertThat(CrossMoments.empty(2).plus(moments)).isEqualTo(moments);
        assertThat(moments.plus(CrossMoments.empty(2))).isEqualTo(moments);
    }

    @Test
    void refusesWhatIsNotMoments() {
        assertThatThrownBy(() -> new CrossMoments(5, new double[] {1, 2}, new double[] {4, 1, 2, 3}))
                .hasMessageContaining("symmetric");
        assertThatThrownBy(() -> new CrossMoments(5, new double[] {1}, new double[] {-1}))
                .hasMessageContaining("squares >= 0");
        assertThatThrownBy(() -> CrossMoments.of(new double[] {1, Double.NaN})).hasMessageContaining("finite");
        assertThatThrownBy(() -> CrossMoments.of(new double[2], new double[3])).hasMessageContaining("equal lengths");
        assertThatThrownBy(() -> CrossMoments.empty(2).plus(CrossMoments.empty(3)))
                .hasMessageContaining("2 and 3");
        assertThatThrownBy(() -> CrossMoments.empty(2).linear(1)).hasMessageContaining("expected: 2");
    }
}
