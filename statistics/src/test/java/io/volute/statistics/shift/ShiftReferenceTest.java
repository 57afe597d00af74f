package io.volute.statistics.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import org.junit.jupiter.api.Test;

class ShiftReferenceTest {

    private static final long[] REFERENCE = {120, 90, 60, 30};
    private static final long[] CURRENT = {40, 45, 35, 30};

    /** Definitions evaluated by scipy (entropy, jensenshannon); the law of PSI after Yurdakul (2018). */
    @Test
    void distancesAgreeWithTheirDefinitions() {
        Shift shift = Shift.of(REFERENCE, CURRENT);

        assertThat(shift.psi()).isCloseTo(.12851509, within(5e-9));
        assertThat(shift.psiP()).isCloseTo(.00496898, within(5e-9));
        assertThat(shift.jsNats()).isCloseTo(.01584845, within(5e-9));
        assertThat(shift.jsDistanceBase2()).isCloseTo(.15121005, within(5e-9));
        assertThat(shift.jsDistanceBase2Corrected()).isCloseTo(.13211499, within(1e-8));
        assertThat(shift.hellinger()).isCloseTo(.12631438, within(5e-9));
        assertThat(shift.totalVariation()).isCloseTo(.13333333, within(5e-9));
        assertThat(shift.bins()).isEqualTo(4);
    }

    @Test
    void equalSharesAreNoShift() {
        Shift none = Shift.of(new long[] {10, 30, 0}, new long[] {20, 60, 0});

        assertThat(none.psi()).isCloseTo(0, within(1e-15));
        assertThat(none.jsDistanceBase2()).isCloseTo(0, within(1e-7));
        assertThat(none.bins()).isEqualTo(2);
    }

    @Test
    void disjointSamplesAreOneBitApart() {
        Shift all = Shift.of(new long[] {10, 0}, new long[] {0, 20});

        assertThat(all.jsDistanceBase2()).isCloseTo(1, within(1e-12));
        assertThat(all.totalVariation()).isEqualTo(1);
        assertThat(all.hellinger()).isEqualTo(1);
        assertThat(all.psi()).isFinite().isGreaterThan(5);
    }

    @Test
    void theIntervalHoldsTheEffectAndRepeats() {
        Estimate d = Shift.distance(REFERENCE, CURRENT, 5).found().orElseThrow();

        assertThat(d.estimate()).isCloseTo(.13211499, within(1e-8));
        assertThat(d.low()).isLessThan(.10);
        assertThat(d.high()).isBetween(.15, .30);
        assertThat(Shift.distance(REFERENCE, CURRENT, 5)).isEqualTo(d);
        assertThat(Shift.distance(new long[] {5, 0}, new long[] {4, 0}, 1)).isInstanceOf(Refused.class);
    }

    @Test
    void refusesAnEmptySide() {
        assertThatThrownBy(() -> Shift.of(new long[] {0, 0}, CURRENT)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Shift.distance(new long[] {0, 0}, new long[] {1, 1}, 1)).isInstanceOf(Refused.class);
    }
}
