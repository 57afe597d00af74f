package io.volute.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Simulations;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** BA15: the share that has happened by a horizon, of two arms of which many units are still young. */
class SurvivalDifferenceTest {

    private static final Simulations SIMULATIONS = Simulations.of(SurvivalDifferenceTest.class);

    /**
     * R's survival::aml, summary(survfit(Surv(time, status) ~ x, aml)): maintained 23 weeks .614 (.1526), not maintained 23
     * weeks .4861 (.1481); recomputed in benchmarks/reference/effects.py.
     */
    @Test
    void acuteMyelogenousLeukaemiaDiffersByWhatRPrints() {
        KaplanMeier maintained =
                KaplanMeier.of(new double[] {9, 13, 18, 23, 31, 34, 48}, new double[] {13, 28, 45, 161});
        KaplanMeier not = KaplanMeier.of(new double[] {5, 5, 8, 8, 12, 23, 27, 30, 33, 43, 45}, new double[] {16});
        Estimate d = (Estimate) KaplanMeier.happenedDifference(maintained, not, 24, .05);

        assertThat(maintained.waiting(24)).isCloseTo(.614, within(5e-4));
        assertThat(maintained.error(24)).isCloseTo(.1526, within(5e-5));
        assertThat(not.waiting(24)).isCloseTo(.4861, within(5e-5));
        assertThat(not.error(24)).isCloseTo(.1481, within(5e-5));
        assertThat(d.estimate()).isCloseTo(.4861 - .614, within(5e-4));
        assertThat(d.high() - d.low()).isCloseTo(2 * 1.95996 * Math.hypot(.1526, .1481), within(5e-4));
        assertThat(d.n()).isEqualTo(23);
    }

    /**
     * 6-MP against placebo in acute leukaemia, Gehan (Biometrika 1965), R's MASS::gehan: at 10 weeks .7529 with 6-MP, 8 of 21
     * with placebo; recomputed in benchmarks/reference/effects.py.
     */
    @Test
    void leukaemiaUnderSixMpDiffersByItsProductsOfShares() {
        KaplanMeier treated = KaplanMeier.of(
                new double[] {6, 6, 6, 7, 10, 13, 16, 22, 23},
                new double[] {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35});
        KaplanMeier placebo = KaplanMeier.of(
                new double[] {1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23}, new double[0]);
        Estimate d = (Estimate) KaplanMeier.happenedDifference(treated, placebo, 10, .05);

        assertThat(treated.waiting(10)).isCloseTo(.7529, within(5e-5));
        assertThat(treated.error(10)).isCloseTo(.0963, within(5e-5));
        assertThat(placebo.error(10)).isCloseTo(Math.sqrt(8 * 13 / 9261.0), within(1e-12));
        assertThat(d.estimate()).isCloseTo(8 / 21.0 - .7529, within(5e-5));
        assertThat(d.high()).isNegative();
    }

    @Test
    void refusesBeyondWhatAnArmHasSeenAndBeforeAnythingHappened() {
        KaplanMeier old = KaplanMeier.of(new double[] {2, 3}, new double[] {9, 9});
        KaplanMeier young = KaplanMeier.of(new double[] {2}, new double[] {4, 4});

        assertThat(code(KaplanMeier.happenedDifference(old, young, 5, .05))).isEqualTo("not-reached");
        assertThat(code(KaplanMeier.happenedDifference(old, young, 1, .05))).isEqualTo("no-variance");
    }

    private static String code(Figure figure) {
        return figure.refusal().map(Refused::code).orElse("none");
    }

    /** Units enter over 40 days, cancel within 30 or later; read on day 40, most have not lived through the 30 days. */
    @Test
    @Tag("simulation")
    void anEarlyEstimateCoversTheFinalValueWhereThePlainShareDoesNot() {
        int worlds = Simulations.worlds(500);
        double truth = Math.exp(-30 / 60.0) - Math.exp(-30 / 40.0);
        double plain = Simulations.share(worlds, 82, d -> {
            double[][] t = world(d, 400, 40);
            double[][] c = world(d, 400, 60);
            return Math.abs(t[0].length / 400.0 - c[0].length / 400.0 - truth) < .02 ? 1 : 0;
        });
        double survival = Simulations.share(worlds, 82, d -> {
            double[][] t = world(d, 400, 40);
            double[][] c = world(d, 400, 60);
            Estimate found = (Estimate)
                    KaplanMeier.happenedDifference(KaplanMeier.of(t[0], t[1]), KaplanMeier.of(c[0], c[1]), 30, .05);
            return Math.abs(found.estimate() - truth) < .02 ? 1 : 0;
        });

        assertThat(survival).isGreaterThan(plain);
        SIMULATIONS.coverage("share by day 30, read early, 400 units an arm", worlds, 81, d -> {
            double[][] t = world(d, 400, 40);
            double[][] c = world(d, 400, 60);
            return Simulations.covers(
                    KaplanMeier.happenedDifference(KaplanMeier.of(t[0], t[1]), KaplanMeier.of(c[0], c[1]), 30, .05),
                    truth);
        });
    }

    /** Times of those who cancelled within 30 days by day 40, and ages of the others. */
    private static double[][] world(Draws d, int n, double mean) {
        double[] events = new double[n];
        double[] waiting = new double[n];
        int e = 0;
        int w = 0;
        for (int i = 0; i < n; i++) {
            double age = 40 * d.uniform();
            double cancels = mean * d.exponential();
            if (cancels <= age && cancels <= 30) {
                events[e++] = cancels;
            } else {
                waiting[w++] = age;
            }
        }
        return new double[][] {Arrays.copyOf(events, e), Arrays.copyOf(waiting, w)};
    }
}
