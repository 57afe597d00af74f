package io.volute.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import org.junit.jupiter.api.Test;

class MonitoringTest {

    private static final double PLANNED = 400;

    @Test
    void plannedLooksHaveThePublishedBounds() {
        Monitoring looks = start();
        for (double t : new double[] {.25, .5, .75}) {
            looks = looks.look(.05, error(t), 100, false);
        }
        looks = looks.look(.05, error(1), 100, true);

        assertThat(looks.looks().stream().mapToDouble(Look::bound))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 5e-5 ? 0 : 1)
                .containsExactly(4.3326, 2.9631, 2.3590, 2.0141);
        assertThat(looks.spent()).isCloseTo(.025, within(1e-15));
        assertThat(looks.stopped()).isPresent();
        assertThat(looks.stopped().orElseThrow().crossed()).isFalse();
    }

    /** An unplanned look takes its share by information; what was spent stays spent; the last takes the rest. */
    @Test
    void pastLooksKeepWhatTheySpentAndTheLastSpendsTheRest() {
        Monitoring looks = start().look(0, error(.25), 100, false).look(0, error(.6), 200, false);
        double spent = looks.spent();

        Monitoring under = looks.look(0, error(.8), 300, true);
        Monitoring over = looks.look(0, error(1.3), 300, true);

        assertThat(spent).isCloseTo(Spending.OBRIEN_FLEMING.spent(.025, .6), within(1e-15));
        for (Monitoring ended : new Monitoring[] {under, over}) {
            assertThat(ended.looks().subList(0, 2)).isEqualTo(looks.looks());
            assertThat(ended.spent()).isCloseTo(.025, within(1e-15));
            double[] t = ended.looks().stream().mapToDouble(Look::fraction).toArray();
            double[] bounds = ended.looks().stream().mapToDouble(Look::bound).toArray();
            assertThat(GroupSequential.crossing(t, bounds, false, 0)).isCloseTo(.025, within(1e-9));
        }
        assertThat(under.looks().get(2).bound())
                .as("nearer to the looks before, so less is gained by correlation")
                .isLessThan(over.looks().get(2).bound());
    }

    @Test
    void aLookThatTellsNothingNewIsRefused() {
        Monitoring looks = start().look(.05, error(.5), 100, false);

        assertThat(code(looks, error(.5))).isEqualTo("same-data");
        assertThat(code(looks, error(.4))).isEqualTo("information-fell");
        assertThat(code(looks, 0)).isEqualTo("no-variance");
        assertThat(looks.refusal(error(.7))).isEmpty();
        assertThatThrownBy(() -> looks.look(.05, error(.5), 100, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("50.0 %");
    }

    @Test
    void aLookAfterStoppingIsRefused() {
        Monitoring crossed = start().look(.3, error(.5), 100, false);
        Monitoring ended = start().look(.01, error(.5), 100, true);

        assertThat(crossed.stopped()).contains(crossed.looks().get(0));
        assertThat(code(crossed, error(.7))).isEqualTo("stopped");
        assertThat(crossed.refusal(error(.7)).orElseThrow().message()).contains("crossed its bound at look 1");
        assertThat(code(ended, error(.7))).isEqualTo("stopped");
        assertThatThrownBy(() -> crossed.bound(error(.7), true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aVeryEarlyLookHasNoBoundAndItsShareCarriesOn() {
        Monitoring looks = start().look(.9, error(.01), 4, false);

        assertThat(looks.looks().get(0).repeated())
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo("no-bound-yet"));
        assertThat(looks.spent()).isZero();
        assertThat(looks.stopped()).isEmpty();
        assertThat(looks.bound(error(1), true)).isCloseTo(1.959964, within(1e-6));
    }

    @Test
    void theRepeatedIntervalIsTheEstimateWithTheBound() {
        Look look = start().look(.05, error(.5), 100, false).looks().get(0);
        Estimate repeated = look.repeated().found().orElseThrow();

        assertThat(look.bound()).isCloseTo(2.9626, within(5e-5));
        assertThat(repeated.high() - repeated.estimate()).isCloseTo(look.bound() * error(.5), within(1e-12));
        assertThat(repeated.above(0)).isEqualTo(look.crossed());
    }

    /** One look is the fixed test: its p-value, its estimate, its interval. */
    @Test
    void oneLookIsTheFixedTest() {
        Monitoring one = start().look(.12, error(1), 100, true);

        Significance tested = one.test().tested().orElseThrow();
        Estimate effect = one.effect().found().orElseThrow();

        assertThat(tested.p()).isCloseTo(.0163951, within(5e-8));
        assertThat(effect.estimate()).isCloseTo(.12, within(1e-9));
        assertThat(effect.low()).isCloseTo(.12 - 1.959964 * .05, within(1e-7));
        assertThat(effect.high()).isCloseTo(.12 + 1.959964 * .05, within(1e-7));
        assertThat(start().test()).isInstanceOf(Refused.class);
        assertThat(start().effect()).isInstanceOf(Refused.class);
    }

    @Test
    void theEffectAtAStopIsPulledTowardsZeroAndFlipsWithTheArms() {
        Monitoring up = start().look(.05, error(.5), 100, false).look(.17, error(.75), 200, false);
        Monitoring down = start().look(-.05, error(.5), 100, false).look(-.17, error(.75), 200, false);

        Estimate effect = up.effect().found().orElseThrow();
        Estimate mirrored = down.effect().found().orElseThrow();

        assertThat(up.stopped()).isPresent();
        assertThat(effect.estimate()).isBetween(.1, .17);
        assertThat(effect.above(0)).isTrue();
        assertThat(mirrored.estimate()).isCloseTo(-effect.estimate(), within(1e-9));
        assertThat(mirrored.low()).isCloseTo(-effect.high(), within(1e-9));
        assertThat(down.test().tested().orElseThrow().p())
                .isCloseTo(up.test().tested().orElseThrow().p(), within(1e-12));
    }

    @Test
    void futilityLooksAtTheSideOfThePlannedEffect() {
        double effect = .14;
        Monitoring flat = start().look(0, error(.75), 100, false);
        Monitoring well = start().look(.1, error(.75), 100, false);

        assertThat(flat.conditionalPower(effect)).isLessThan(Monitoring.FUTILE);
        assertThat(flat.futile(effect)).isTrue();
        assertThat(well.futile(effect)).isFalse();
        assertThat(well.futile(-effect)).isTrue();
        assertThat(start().conditionalPower(effect))
                .as("before the first look it is the power of the plan")
                .isCloseTo(.8, within(.003));
    }

    @Test
    void plannedInformationIsThatOfTheFixedPlanTimesItsInflation() {
        assertThat(Monitoring.information(.5, .8, .05, 1)).isCloseTo(7.848880 / .25, within(1e-5));
        assertThat(Monitoring.information(.5, .8, .05, 1.02))
                .isCloseTo(1.02 * Monitoring.information(.5, .8, .05, 1), within(1e-12));
        assertThatThrownBy(() -> Monitoring.of(0, .05, Spending.POCOCK)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Monitoring start() {
        return Monitoring.of(PLANNED, .05, Spending.OBRIEN_FLEMING);
    }

    private static double error(double fraction) {
        return 1 / Math.sqrt(fraction * PLANNED);
    }

    private static String code(Monitoring looks, double error) {
        return looks.refusal(error).orElseThrow().code();
    }
}
