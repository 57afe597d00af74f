package io.volute.statistics.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.random.Draws;
import org.junit.jupiter.api.Test;

class PauleMandelReferenceTest {

    private static double[] roots(double... variances) {
        double[] result = new double[variances.length];
        for (int i = 0; i < variances.length; i++) {
            result[i] = Math.sqrt(variances[i]);
        }
        return result;
    }

    /** The worked case of five launches. */
    @Test
    void fiveLaunchesHaveTheirPrior() {
        PauleMandel found =
                new PauleMandel(new double[] {.02, .05, -.01, .03, 0}, new double[] {.01, .02, .01, .015, .02});

        assertThat(found.tauSquared().found().orElseThrow().estimate()).isCloseTo(3.1566e-4, within(5e-9));
        assertThat(found.mean().found().orElseThrow().estimate()).isCloseTo(.015801, within(5e-7));
        double shrunk = .015801 + (.05 - .015801) * 3.1566e-4 / (3.1566e-4 + 4e-4);
        assertThat(found.shrunk(.05, .02).found().orElseThrow().estimate()).isCloseTo(shrunk, within(1e-6));
    }

    /** Colditz et al. 1994, the data set dat.bcg of R's metafor: log risk ratios; method PM and confint by Q-profile. */
    @Test
    void bcgVaccineAgreesWithMetafor() {
        int[][] trials = {
            {4, 119, 11, 128},
            {6, 300, 29, 274},
            {3, 228, 11, 209},
            {62, 13536, 248, 12619},
            {33, 5036, 47, 5761},
            {180, 1361, 372, 1079},
            {8, 2537, 10, 619},
            {505, 87886, 499, 87892},
            {29, 7470, 45, 7232},
            {17, 1699, 65, 1600},
            {186, 50448, 141, 27197},
            {5, 2493, 3, 2338},
            {27, 16886, 29, 17825}
        };
        double[] effect = new double[trials.length];
        double[] variance = new double[trials.length];
        for (int i = 0; i < trials.length; i++) {
            double treated = trials[i][0] + trials[i][1];
            double control = trials[i][2] + trials[i][3];
            effect[i] = Math.log(trials[i][0] / treated / (trials[i][2] / control));
            variance[i] = 1.0 / trials[i][0] - 1 / treated + 1.0 / trials[i][2] - 1 / control;
        }
        PauleMandel found = new PauleMandel(effect, roots(variance));
        Estimate spread = found.tauSquared().found().orElseThrow();
        Estimate mean = found.mean().found().orElseThrow();

        assertThat(spread.estimate()).isCloseTo(.3181, within(5e-5));
        assertThat(spread.low()).isCloseTo(.1197, within(5e-5));
        assertThat(spread.high()).isCloseTo(1.1115, within(5e-5));
        assertThat(mean.estimate()).isCloseTo(-.7150, within(5e-5));
        assertThat((mean.high() - mean.low()) / 2 / 1.959964).isCloseTo(.1809, within(5e-5));
    }

    /** Collins et al. 1985, diuretics in pregnancy: Viechtbauer (2007), table II, Q-profile .072 to 2.203. */
    @Test
    void diureticsHaveViechtbauersInterval() {
        double[] tried = {14, 21, 14, 6, 12, 138, 15, 6, 65};
        double[] of = {131, 385, 57, 38, 1011, 1370, 506, 108, 153};
        double[] control = {14, 17, 24, 18, 35, 175, 20, 2, 40};
        double[] among = {136, 134, 48, 40, 760, 1336, 524, 103, 102};
        double[] effect = new double[9];
        double[] variance = new double[9];
        for (int i = 0; i < 9; i++) {
            double rest = of[i] - tried[i];
            double others = among[i] - control[i];
            effect[i] = Math.log(tried[i] / rest / (control[i] / others));
            variance[i] = 1 / tried[i] + 1 / rest + 1 / control[i] + 1 / others;
        }
        Estimate spread =
                new PauleMandel(effect, roots(variance)).tauSquared().found().orElseThrow();

        assertThat(spread.low()).isCloseTo(.072, within(5e-4));
        assertThat(spread.high()).isCloseTo(2.203, within(5e-4));
    }

    @Test
    void effectsCloserThanTheirErrorsHaveNoSpreadAndShrinkToTheMean() {
        PauleMandel found = new PauleMandel(new double[] {1, 1.1, .9}, new double[] {1, 1, 1});

        assertThat(found.tauSquared().found().orElseThrow().estimate()).isZero();
        assertThat(found.shrunk(9, 1).found().orElseThrow().estimate()).isCloseTo(1, within(1e-12));
    }

    @Test
    void shrunkIntervalsCoverAlmostAsTheyPromiseThoughTheSpreadIsEstimated() {
        Draws draws = Draws.of(5);
        int covered = 0;
        for (int world = 0; world < 200; world++) {
            double[] truth = new double[40];
            double[] effect = new double[40];
            double[] error = new double[40];
            for (int i = 0; i < 40; i++) {
                truth[i] = draws.normal(.5, 1);
                error[i] = .5 + draws.uniform();
                effect[i] = draws.normal(truth[i], error[i]);
            }
            PauleMandel found = new PauleMandel(effect, error);
            for (int i = 0; i < 40; i++) {
                covered +=
                        found.shrunk(effect[i], error[i]).found().orElseThrow().covers(truth[i]) ? 1 : 0;
            }
        }

        assertThat(covered / 8_000.0).isBetween(.915, .95);
    }

    @Test
    void refusesOneEffectAndWhatIsNoError() {
        PauleMandel one = new PauleMandel(new double[] {1}, new double[] {1});

        assertThat(one.mean().refusal().map(Refused::code)).contains("too-few-rows");
        assertThat(one.tauSquared().refusal()).isPresent();
        assertThat(one.shrunk(1, 1).refusal()).isPresent();
        assertThatThrownBy(() -> new PauleMandel(new double[] {1, 2}, new double[] {1, 0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PauleMandel(new double[] {1}, new double[2]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> one.shrunk(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
