package io.volute.statistics.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Plan;
import io.volute.statistics.Planned;
import io.volute.statistics.Refused;
import org.junit.jupiter.api.Test;

class PowerReferenceTest {

    /** R: power.t.test(n = 20, delta = 1, sd = 1): .8689528; power = .90: n 22.02110. */
    @Test
    void smallSamplesAgreeWithR() {
        assertThat(Power.ofMeans(20, 1, 1, .05)).isCloseTo(.8689528, within(5e-8));

        Plan plan = plan(Power.rowsForMeans(1, 1, .9, .05));

        assertThat(plan.treatment()).isCloseTo(22.02110, within(5e-6));
        assertThat(plan.treatmentRows()).isEqualTo(23);
    }

    /** R: power.t.test(delta = .5, sd = 2, power = .90): n 337.201; pairs (type = "paired"): n 170.0511. */
    @Test
    void largerSamplesAgreeWithR() {
        assertThat(plan(Power.rowsForMeans(.5, 2, .9, .05)).treatment()).isCloseTo(337.201, within(1.0));
        assertThat(plan(Power.rowsForPairs(.5, 2, .9, .05)).treatment()).isCloseTo(170.0511, within(5e-4));
    }

    /**
     * R's pwr, ?pwr.t2n.test, Cohen (1988), exercise 2.3, p. 437: d = .6, n1 = 90, n2 = 60, alternative = "greater":
     * .9737262. The second by SciPy.
     */
    @Test
    void unequalArmsAgreeWithCohenAndSciPy() {
        assertThat(Power.ofMeans(90, 60, .6, 1, .10)).isCloseTo(.9737262, within(5e-7));
        assertThat(Power.ofMeans(28, 35, .6, 1, .05)).isCloseTo(.6439684, within(5e-7));
        assertThat(Power.ofMeans(20, 20, 1, 1, .05)).isEqualTo(Power.ofMeans(20, 1, 1, .05));
    }

    @Test
    void rowsForUnequalArmsAreFoundWithTheirPower() {
        for (double ratio : new double[] {.25, 1, 3}) {
            for (double effect : new double[] {.1, .8}) {
                Plan rows = plan(Power.rowsForMeans(effect, 1.3, ratio, .8, .05));

                assertThat(rows.treatment() / rows.control()).isCloseTo(ratio, within(1e-12));
                assertThat(Power.ofMeans(rows.treatment(), rows.control(), effect, 1.3, .05))
                        .isCloseTo(.8, within(2e-3));
            }
        }
        assertThat(plan(Power.rowsForMeans(1, 1, 1.0, .9, .05)).treatment()).isCloseTo(22.02110, within(5e-6));
        assertThat(plan(Power.rowsForMeans(.1, 1, 9, .8, .05)).control())
                .as("a tenth in control costs 25 / 9 times the rows of halves")
                .isCloseTo(4 * 784.888 * 25 / 9 / 10, within(.5));
    }

    @Test
    void liftsOfUnequalArmsReduceToThoseOfEqualOnes() {
        assertThat(plan(Power.relativeLift(5000, 5000, 20, 30, .8, .05)).effect())
                .isCloseTo(plan(Power.relativeLift(5000, 20, 30, .8, .05)).effect(), within(1e-15));
        double r = plan(Power.relativeLift(2000, 8000, 20, 30, .8, .05)).effect();
        double k2 = 7.848880;
        assertThat(r * r).isCloseTo(k2 * 2.25 * (1 / 2000.0 + (1 + r) * (1 + r) / 8000), within(1e-8));
        assertThat(Power.relativeLift(1e9, 10, 1, 30, .8, .05)).isInstanceOf(Refused.class);
        assertThat(Power.relativeLift(10, 10, 0, 30, .8, .05)).isInstanceOf(Refused.class);
    }

    @Test
    void severalGuardrailsArePlannedWithMorePower() {
        assertThat(Power.ofEach(.8, 1)).isCloseTo(.8, within(1e-15));
        assertThat(Power.ofEach(.8, 4)).isCloseTo(.95, within(1e-15));
    }

    /** Base rate .20, 40,000 rows an arm: .00792 at power .8. */
    @Test
    void sharesAgreeWithTheTextbook() {
        assertThat(plan(Power.effectForShares(.2, 40_000, 40_000, .8, .05)).effect())
                .isCloseTo(.00792, within(5e-6));
        assertThat(plan(Power.rowsForShares(.2, .00792, .8, .05)).treatment()).isCloseTo(40_000, within(50.0));
    }

    @Test
    void rowsAndEffectAreInversesOfEachOther() {
        for (double effect : new double[] {.05, .3, 1.1}) {
            Plan rows = plan(Power.rowsForMeans(effect, 1.7, .8, .05));
            Plan back = plan(Power.effectForMeans(rows.treatment(), 1.7, rows.control(), 1.7, .8, .05));
            Plan pairs = plan(Power.rowsForPairs(effect, 1.7, .8, .05));

            assertThat(back.effect() / effect).isCloseTo(1, within(2e-3));
            assertThat(plan(Power.effectForPairs(pairs.treatment(), 1.7, .8, .05))
                                    .effect()
                            / effect)
                    .isCloseTo(1, within(2e-3));
        }
    }

    @Test
    void anUnequalSplitFindsLess() {
        double even = plan(Power.effectForMeans(500, 1, 500, 1, .8, .05)).effect();
        double uneven = plan(Power.effectForMeans(900, 1, 100, 1, .8, .05)).effect();

        assertThat(uneven).isGreaterThan(1.6 * even);
    }

    @Test
    void theRelativeLiftSolvesItsOwnEquation() {
        double lift = plan(Power.relativeLift(1000, 2, 5, .8, .05)).effect();
        double k = 1.959964 + .841621;

        // A lift of r is found where r mean = k sqrt(s^2 / n (1 + (1 + r)^2)).
        assertThat(lift * 2).isCloseTo(k * 5 * Math.sqrt((1 + (1 + lift) * (1 + lift)) / 1000), within(1e-5));
        assertThat(Power.relativeLift(30, 1, 5, .8, .05))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("too-few-rows"));
    }

    @Test
    void severalArmsShareTheLevel() {
        assertThat(Power.sidak(.05, 1)).isCloseTo(.05, within(1e-15));
        assertThat(Power.sidak(.05, 3)).isCloseTo(.016952, within(5e-7));
    }

    @Test
    void refusesToPlanForNothing() {
        assertThat(code(Power.rowsForMeans(0, 1, .8, .05))).isEqualTo("nothing-to-find");
        assertThat(code(Power.rowsForShares(0, .01, .8, .05))).isEqualTo("no-variance");
        assertThat(code(Power.rowsForPairs(1, 0, .8, .05))).isEqualTo("no-variance");
        assertThat(code(Power.effectForMeans(1, 1, 50, 1, .8, .05))).isEqualTo("too-few-rows");
        assertThat(code(Power.relativeLift(100, 0, 1, .8, .05))).isEqualTo("nothing-to-find");
    }

    /** f(.05, .2) = 7.85 and f(.05, .1) = 10.5: Pocock, Clinical Trials, 1983, table 9.1; n = 2 f sigma^2 / margin^2 per arm. */
    @Test
    void aGuardrailNeedsTheUnitsOfANonInferiorityTrial() {
        double margin = 5;
        double deviation = 10;
        double present = 20;
        double error = deviation * Math.sqrt(2 / present);

        assertThat(present * Power.growthForMargin(error, margin, .8)).isCloseTo(2 * 7.85 * 100 / 25, within(.05));
        assertThat(present * Power.growthForMargin(error, margin, .9)).isCloseTo(2 * 10.5 * 100 / 25, within(.1));
        assertThatThrownBy(() -> Power.growthForMargin(0, margin, .8)).hasMessageContaining("error 0.0");
    }

    private static Plan plan(Planned planned) {
        return planned.plan().orElseThrow();
    }

    private static String code(Planned planned) {
        return planned instanceof Refused refused ? refused.code() : "planned";
    }
}
