package io.volute.statistics.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.random.Draws;
import io.volute.statistics.random.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ColumnStateTest {
    private static final long SEED = 11;

    private static NumberState of(double... values) {
        NumberState state = new NumberState(SEED);
        for (int row = 0; row < values.length; row++) {
            state.add(row, values[row]);
        }
        return state;
    }

    @Test
    void quantilesAreOfTypeSeven() {
        double[] found = of(10, 1, 3, 2, 4).quantiles(.25, .5, .9);
        assertThat(found).containsExactly(new double[] {2, 3, 7.6}, within(1e-12));
    }

    @Test
    void theDeviationOfLargeNumbersDoesNotCancel() {
        Shape shape = of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16).shape();
        assertThat(shape.deviation() * shape.deviation()).isCloseTo(30, within(1e-9));
    }

    /** DE13; sums of squares, the obvious way to merge chunks, are rejected by the same assertion. */
    @Test
    void tenChunksHaveTheVarianceOfTheWhole() {
        assertTenChunksAreTheWhole(chunks -> {
            NumberState merged = new NumberState(SEED);
            for (double[] chunk : chunks) {
                merged.add(of(chunk));
            }
            double deviation = merged.shape().deviation();
            return deviation * deviation;
        });
        assertThatThrownBy(() -> assertTenChunksAreTheWhole(chunks -> {
                    double sum = 0;
                    double squares = 0;
                    double n = 0;
                    for (double[] chunk : chunks) {
                        n += chunk.length;
                        sum += Arrays.stream(chunk).sum();
                        squares +=
                                Arrays.stream(chunk).map(value -> value * value).sum();
                    }
                    return (squares - sum * sum / n) / (n - 1);
                }))
                .isInstanceOf(AssertionError.class);
    }

    /** Ten times {4, 7, 13, 16} above a thousand million: 90 of squares a chunk, so the variance is 900 / 39. */
    private static void assertTenChunksAreTheWhole(ToDoubleFunction<double[][]> variance) {
        double[][] chunks = new double[10][];
        Arrays.setAll(chunks, chunk -> new double[] {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16});
        assertThat(variance.applyAsDouble(chunks)).isCloseTo(900.0 / 39, within(1e-9));
    }

    /** scipy.stats.skew([2, 8, 0, 4, 1, 9, 9, 0]) is 0.2650554122698573. */
    @Test
    void skewnessAgreesWithScipy() {
        assertThat(of(2, 8, 0, 4, 1, 9, 9, 0).shape().skewness()).isCloseTo(0.2650554122698573, within(1e-12));
        assertThat(of(3, 3).shape().skewness()).isNaN();
    }

    /** DE13 */
    @Test
    void chunksInAnyOrderGiveWhatTheWholeGives() {
        Draws draws = Draws.of(3);
        NumberState whole = new NumberState(SEED);
        List<NumberState> chunks = new ArrayList<>();
        for (int chunk = 0; chunk < 10; chunk++) {
            NumberState part = new NumberState(SEED);
            for (int i = 0; i < 1_000; i++) {
                long row = chunk * 1_000L + i;
                if (i % 7 == 0) {
                    whole.addMissing();
                    part.addMissing();
                } else {
                    double value = Math.rint(draws.normal(5, 40));
                    whole.add(row, value);
                    part.add(row, value);
                }
            }
            chunks.add(part);
        }
        Collections.shuffle(chunks, new Random(1));
        NumberState merged = new NumberState(SEED);
        chunks.forEach(merged::add);

        assertThat(merged.rows()).isEqualTo(whole.rows());
        assertThat(merged.missing()).isEqualTo(whole.missing());
        assertThat(merged.zeros()).isEqualTo(whole.zeros()).isPositive();
        assertThat(merged.distinct()).isEqualTo(whole.distinct());
        assertThat(merged.top(20)).isEqualTo(whole.top(20));
        assertThat(merged.ascending()).isEqualTo(whole.ascending());
        assertThat(merged.shape().mean()).isCloseTo(whole.shape().mean(), within(1e-9));
        assertThat(merged.shape().deviation()).isCloseTo(whole.shape().deviation(), within(1e-9));
        assertThat(merged.shape().skewness()).isCloseTo(whole.shape().skewness(), within(1e-9));
    }

    @Test
    void beyondAMillionValuesAnyOrderAndAnyChunksKeepTheSameSample() {
        int n = QuantileSample.EXACT + 50_000;
        NumberState forward = new NumberState(SEED);
        NumberState first = new NumberState(SEED);
        NumberState second = new NumberState(SEED);
        for (int row = 0; row < n; row++) {
            forward.add(row, row);
            int back = n - 1 - row;
            (back % 3 == 0 ? first : second).add(back, back);
        }
        second.add(first);

        assertThat(second.ascending()).isEqualTo(forward.ascending()).hasSize(QuantileSample.KEPT);
        assertThat(forward.quantiles(.5)[0]).isCloseTo(n / 2.0, within(n * .005));
        assertThat(forward.exact()).isFalse();
        assertThat((double) forward.distinct()).isCloseTo(n, within(n * .04));
        assertThat(second.distinct()).isEqualTo(forward.distinct());
        assertThat(forward.top(5)).isEmpty();
    }

    @Test
    void countsUpToTheLimitExactlyAndBeyondItWithinThreeErrors() {
        for (int n : new int[] {10, ValueCounts.EXACT, ValueCounts.EXACT + 1, 400_000}) {
            TextState texts = new TextState();
            ValueCounts numbers = new ValueCounts();
            for (int i = 0; i < n; i++) {
                texts.add("value " + i);
                numbers.add(i, 1);
            }
            boolean few = n <= ValueCounts.EXACT;
            assertThat(texts.exact()).isEqualTo(few);
            assertThat(numbers.exact()).isEqualTo(few);
            assertThat((double) texts.distinct()).isCloseTo(n, within(few ? 0 : n * .025));
            assertThat((double) numbers.distinct()).isCloseTo(n, within(few ? 0 : n * .025));
        }
    }

    /** Standard error 1.04 / sqrt(16,384): over 60 seeds the errors have the size that the paper promises. */
    @Test
    void theSketchErrsAsMuchAsPublished() {
        double squares = 0;
        for (int seed = 0; seed < 60; seed++) {
            HyperLogLog sketch = new HyperLogLog();
            for (int i = 0; i < 200_000; i++) {
                sketch.add(SplitMix.mix64(SplitMix.mix64(seed) ^ i));
            }
            double error = sketch.estimate() / 200_000.0 - 1;
            squares += error * error;
        }
        assertThat(Math.sqrt(squares / 60)).isCloseTo(1.04 / Math.sqrt(16_384), within(.0025));
    }

    @Test
    void textIsCountedWithItsLengthsAndBlanks() {
        TextState state = new TextState();
        state.add("b");
        state.add("a");
        state.add("b");
        state.add(" padded");
        state.addMissing();
        TextState more = new TextState();
        more.add("a");
        state.add(more);

        assertThat(state.rows()).isEqualTo(6);
        assertThat(state.missing()).isEqualTo(1);
        assertThat(state.padded()).isEqualTo(1);
        assertThat(state.shortest()).isEqualTo(1);
        assertThat(state.longest()).isEqualTo(7);
        assertThat(state.meanLength()).isCloseTo(11 / 5.0, within(1e-12));
        assertThat(state.top(2)).containsExactly(new TextState.Counted("a", 2), new TextState.Counted("b", 2));
    }

    @Test
    void refusesWhatIsNoNumberAndChunksOfAnotherSeed() {
        assertThatThrownBy(() -> of(Double.NaN)).hasMessageContaining("finite");
        assertThatThrownBy(() -> of(1).add(new NumberState(SEED + 1))).hasMessageContaining("seed");
    }
}
