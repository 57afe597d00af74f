package io.volute.statistics.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.statistics.random.SplitMix;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PortionsTest {
    /**
     * The first apportionment of the United States, vetoed in 1792: 120 seats by Hamilton's method over the census of 1790
     * (Balinski and Young, Fair Representation, table 3.1).
     */
    @Test
    void dividesTheHouseOf1792AsHamiltonDid() {
        long[] people = {
            630_560, 475_327, 432_879, 353_523, 331_589, 278_514, 236_841, 206_236, 179_570, 141_822, 85_533, 70_835,
            68_705, 68_446, 55_540
        };
        assertThat(Portions.of(new BigDecimal("120"), people))
                .extracting(BigDecimal::intValue)
                .containsExactly(21, 16, 14, 12, 11, 9, 8, 7, 6, 5, 3, 2, 2, 2, 2);
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void addsUpAndStaysWithinACoin(int seed) {
        long[] weights = IntStream.range(0, 1 + below(seed, 0, 9))
                .mapToLong(i -> below(seed, 1 + i, 1_000_000))
                .toArray();
        weights[0]++;
        BigDecimal amount = BigDecimal.valueOf(below(seed, 50, 2_000_000) - 1_000_000L, 2);
        List<BigDecimal> portions = Portions.of(amount, weights);
        assertThat(portions.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("seed %d", seed)
                .isEqualByComparingTo(amount);
        BigDecimal sum = BigDecimal.valueOf(LongStream.of(weights).sum());
        for (int i = 0; i < weights.length; i++) {
            BigDecimal exact = amount.multiply(BigDecimal.valueOf(weights[i])).divide(sum, 20, RoundingMode.HALF_EVEN);
            assertThat(portions.get(i).subtract(exact).abs())
                    .as("seed %d, weight %d", seed, i)
                    .isLessThan(new BigDecimal("0.01"));
        }
    }

    private static int below(long seed, long draw, int bound) {
        return (int) Long.remainderUnsigned(SplitMix.mix64(seed * 1_000_003 + draw), bound);
    }

    @Test
    void givesTheLeftCoinToTheFirstOfEqualOnes() {
        assertThat(Portions.of(new BigDecimal("0.10"), new long[] {1, 1, 1}))
                .containsExactly(new BigDecimal("0.04"), new BigDecimal("0.03"), new BigDecimal("0.03"));
        assertThat(Portions.of(new BigDecimal("-0.10"), new long[] {1, 0, 2}))
                .containsExactly(new BigDecimal("-0.03"), new BigDecimal("0.00"), new BigDecimal("-0.07"));
    }

    @Test
    void refusesWeightsOfNothing() {
        assertThatThrownBy(() -> Portions.of(BigDecimal.ONE, new long[] {0, 0}))
                .hasMessage("weights: none above 0 (expected: at least one)");
        assertThatThrownBy(() -> Portions.of(BigDecimal.ONE, new long[] {2, -1}))
                .hasMessage("weights: -1 (expected: 0 or above)");
    }
}
