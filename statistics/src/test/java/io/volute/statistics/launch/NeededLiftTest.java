package io.volute.statistics.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.random.Draws;
import org.junit.jupiter.api.Test;

class NeededLiftTest {
    private static Estimate slope(double estimate, double low, double high) {
        return new Estimate(estimate, low, high, 40, "total-covariance");
    }

    @Test
    void isTheWantedEffectOverTheSlopeBetweenItsEnds() {
        Estimate lift = NeededLift.of(-.022, slope(.5, .25, 1)).found().orElseThrow();

        assertThat(lift.estimate()).isCloseTo(-.044, within(1e-15));
        assertThat(lift.low()).isCloseTo(-.088, within(1e-15));
        assertThat(lift.high()).isCloseTo(-.022, within(1e-15));
        assertThat(lift.n()).isEqualTo(40);
    }

    @Test
    void movesTheOtherWayWhereTheSlopeFalls() {
        Estimate lift = NeededLift.of(-.022, slope(-.5, -1, -.25)).found().orElseThrow();

        assertThat(lift.estimate()).isCloseTo(.044, within(1e-15));
        assertThat(lift.low()).isCloseTo(.022, within(1e-15));
        assertThat(lift.high()).isCloseTo(.088, within(1e-15));
    }

    @Test
    void isRefusedWhereTheSlopeIsNotToldFromZeroOrIsRefusedItself() {
        Figure touching = NeededLift.of(1, slope(.4, 0, .9));

        assertThat(touching.refusal().map(Refused::code)).contains("slope-near-zero");
        Refused few = Refused.tooFew("launches", 7, 10);
        assertThat(NeededLift.of(1, few)).isEqualTo(few);
        assertThatThrownBy(() -> NeededLift.of(0, slope(.4, .1, .9))).hasMessageContaining("wanted effect: 0");
    }

    /** Property: whatever the slope in its interval is, a lift at the far end brings at least the wanted effect. */
    @Test
    void farEndIsEnoughForEverySlopeInTheInterval() {
        Draws draws = Draws.of(11);
        for (int i = 0; i < 1_000; i++) {
            double sign = i % 2 == 0 ? 1 : -1;
            double low = .01 + draws.uniform();
            double high = low + draws.uniform();
            double effect = (i % 3 == 0 ? -1 : 1) * (.01 + draws.uniform());
            double middle = (low + high) / 2;
            Estimate slope = sign > 0 ? slope(middle, low, high) : slope(-middle, -high, -low);
            Estimate lift = NeededLift.of(effect, slope).found().orElseThrow();
            double far = Math.abs(lift.low()) > Math.abs(lift.high()) ? lift.low() : lift.high();
            double any = sign * (low + draws.uniform() * (high - low));

            assertThat(any * far / effect).as("case %s", i).isGreaterThanOrEqualTo(1 - 1e-12);
        }
    }
}
