package io.volute.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.proportion.Share;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LabelDelayReferenceTest {

    @Test
    void countsWhatALongerWindowTurns() {
        LabelDelay delay = new LabelDelay(new double[] {9, .5, 1, 3, 7, 20, 14}, 100);

        assertThat(delay.flipped(1, 7)).isEqualTo(new Share(2, 100));
        assertThat(delay.flipped(7, 14)).isEqualTo(new Share(2, 100));
        assertThat(delay.flipped(1, 14)).isEqualTo(new Share(4, 100));
        assertThat(delay.flipped(7, 7)).isEqualTo(new Share(0, 100));
        assertThatThrownBy(() -> delay.flipped(7, 1)).hasMessageContaining("the shorter one first");
    }

    /** The method's quantiles of 1, 2, 3, 4, 10 by type 7. */
    @Test
    void quantilesOfTheDelayAreThoseOfType7() {
        LabelDelay delay = new LabelDelay(new double[] {10, 1, 4, 2, 3}, 5);

        assertThat(delay.quantile(.5)).hasValue(3);
        assertThat(delay.quantile(.25)).hasValue(2);
        assertThat(delay.quantile(.9).orElseThrow()).isCloseTo(7.6, within(1e-12));
        assertThat(new LabelDelay(new double[0], 5).quantile(.5)).isEmpty();
        assertThatThrownBy(() -> new LabelDelay(new double[] {-1}, 5)).hasMessageContaining("delay: -1.0");
        assertThatThrownBy(() -> new LabelDelay(new double[] {1, 2}, 1)).hasMessageContaining("rows: 1");
    }

    /** Counted in a simulation that knows the future; the share itself, and one minus F, would be wrong. */
    @Test
    void aNegativeSoFarIsWorthWhatTheFutureSays() {
        Draws draws = Draws.of(17);
        int rows = 200_000;
        double share = .3;
        double age = 1.2;
        int negative = 0;
        int turned = 0;
        double[] delays = new double[rows];
        int events = 0;
        for (int i = 0; i < rows; i++) {
            boolean positive = draws.uniform() < share;
            double wait = draws.exponential();
            if (positive) {
                delays[events++] = wait;
            }
            if (!positive || wait > age) {
                negative++;
                turned += positive ? 1 : 0;
            }
        }
        KaplanMeier arrived = KaplanMeier.of(Arrays.copyOf(delays, events), new double[0]);
        double counted = (double) turned / negative;

        assertThat(LabelDelay.stillPositive(share, arrived, age)).isCloseTo(counted, within(.005));
        assertThat(share).isNotCloseTo(counted, within(.05));
        assertThat(share * arrived.waiting(age)).isNotCloseTo(counted, within(.02));
        assertThat(LabelDelay.stillPositive(share, arrived, 0)).isCloseTo(share, within(1e-12));
        assertThat(LabelDelay.stillPositive(1, KaplanMeier.of(new double[] {1}, new double[0]), 2))
                .isZero();
    }
}
