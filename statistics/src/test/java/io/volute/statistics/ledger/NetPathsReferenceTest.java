package io.volute.statistics.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetPathsReferenceTest {

    private static final int PATHS = 10_000;

    /** Cost 120 + 4 t, benefit N(16, 4) per month drawn once: net crosses 0 at 120 / (N(16, 4) - 4). */
    private static NetPaths once(int horizon) {
        return NetPaths.simulate(PATHS, 42, draws -> {
            double benefit = draws.normal(16, 4);
            double[] net = new double[horizon + 1];
            for (int t = 0; t <= horizon; t++) {
                net[t] = benefit * t - 120 - 4.0 * t;
            }
            return net;
        });
    }

    @Test
    void breakEvenHasItsClosedForm() {
        BreakEven breakEven = once(36).breakEven();
        List<Double> by = breakEven.probabilityBy();

        assertThat(by.get(10)).isCloseTo(.5, within(.015));
        assertThat(by.get(12)).isCloseTo(.691, within(.015));
        assertThat(by.get(18)).isCloseTo(.909, within(.01));
        assertThat(by.get(24)).isCloseTo(.960, within(.007));
        assertThat(breakEven.low().orElseThrow()).isCloseTo(7.0, within(.1));
        assertThat(breakEven.median().orElseThrow()).isCloseTo(10, within(.15));
        assertThat(breakEven.high().orElseThrow()).isCloseTo(17.5, within(.5));
        assertThat(by).isSorted();
    }

    @Test
    void whatLiesBeyondTheHorizonIsNotADate() {
        BreakEven breakEven = once(12).breakEven();

        assertThat(breakEven.high()).isEmpty();
        assertThat(breakEven.median()).isPresent();
        assertThat(breakEven.probabilityBeyond()).isCloseTo(.309, within(.015));
    }

    @Test
    void theFanWidensWithTimeNotWithItsRoot() {
        List<Estimate> fan = once(24).fan(.95);

        assertThat(fan).hasSize(25);
        assertThat(fan.get(0).high() - fan.get(0).low()).isZero();
        assertThat(fan.get(24).estimate()).isCloseTo(24 * 12 - 120, within(4.0));
        assertThat(fan.get(24).high() - fan.get(24).low()).isCloseTo(24 * 4 * 2 * 1.96, within(12.0));
        assertThat((fan.get(24).high() - fan.get(24).low())
                        / (fan.get(6).high() - fan.get(6).low()))
                .isCloseTo(4, within(1e-6));
    }

    @Test
    void theSameSeedGivesTheSameFan() {
        assertThat(once(6).fan(.8)).isEqualTo(once(6).fan(.8));
    }

    @Test
    void anInvestmentThatStartsAheadBreaksEvenAtOnce() {
        NetPaths ahead = NetPaths.simulate(10, 1, draws -> new double[] {5, -1, -2});

        assertThat(ahead.breakEven().median()).hasValue(0);
        assertThat(ahead.breakEven().probabilityBy()).containsExactly(1.0, 1.0, 1.0);
    }

    @Test
    void countsThePathsBelowAValue() {
        NetPaths paths = NetPaths.of(new double[][] {{0, -3}, {0, 1}, {0, -1}, {0, 0}});

        assertThat(paths.below(1, 0)).isEqualTo(.5);
        assertThat(paths.below(1, -3)).isZero();
        assertThat(paths.below(1, 2)).isOne();
    }

    @Test
    void refusesPathsOfUnequalLengthOrNone() {
        int[] length = {0};
        assertThatThrownBy(() -> NetPaths.simulate(3, 1, draws -> new double[++length[0]]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("path 1: 2 periods (expected: 1)");
        assertThatThrownBy(() -> NetPaths.simulate(0, 1, draws -> new double[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NetPaths.simulate(1, 1, draws -> new double[] {Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
