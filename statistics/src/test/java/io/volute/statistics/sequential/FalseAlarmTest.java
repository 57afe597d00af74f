package io.volute.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Simulations;
import io.volute.statistics.Simulations.Kind;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.mean.Arms;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.random.Draws;
import io.volute.statistics.test.SampleRatio;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** BA04: seeded experiments without an effect, looked at often. */
class FalseAlarmTest {

    private static final Simulations SIMULATIONS = Simulations.of(FalseAlarmTest.class);

    @Test
    @Tag("simulation")
    void groupSequentialLooksKeepTheLevel() {
        looked("one look", 1, Spending.OBRIEN_FLEMING);
        looked("O'Brien-Fleming, 2 looks", 2, Spending.OBRIEN_FLEMING);
        looked("O'Brien-Fleming, 4 looks", 4, Spending.OBRIEN_FLEMING);
        looked("O'Brien-Fleming, 10 looks", 10, Spending.OBRIEN_FLEMING);
        looked("O'Brien-Fleming, 20 looks", 20, Spending.OBRIEN_FLEMING);
        looked("Pocock, 2 looks", 2, Spending.POCOCK);
        looked("Pocock, 4 looks", 4, Spending.POCOCK);
        looked("Pocock, 10 looks", 10, Spending.POCOCK);
        looked("Pocock, 20 looks", 20, Spending.POCOCK);
        looked("power 2, 4 looks", 4, Spending.power(2));
        looked("power 2, 20 looks", 20, Spending.power(2));
    }

    private static void looked(String name, int looks, SpendingFunction spending) {
        double[] bounds = bounds(looks, spending);
        SIMULATIONS.falseAlarms(name, Simulations.worlds(2000), 2026, draws -> crosses(draws, bounds) ? 1 : 0);
    }

    /** Sums of units as they come and t at each look, not a process that is normal by construction. */
    @Test
    @Tag("simulation")
    void looksAtUnitsKeepTheLevelToo() {
        double[] bounds = bounds(4, Spending.OBRIEN_FLEMING);
        SIMULATIONS.falseAlarms("O'Brien-Fleming, 4 looks at 400 units, t", Simulations.worlds(2000), 2027, draws -> {
            Moments t = Moments.EMPTY;
            Moments c = Moments.EMPTY;
            for (double bound : bounds) {
                for (int i = 0; i < 100; i++) {
                    t = t.plus(draws.exponential());
                    c = c.plus(draws.exponential());
                }
                double p = Arms.test(t, c).tested().orElseThrow().p();
                if (p < 2 * (1 - Normal.cdf(bound))) {
                    return 1;
                }
            }
            return 0;
        });
    }

    /** Armitage, McPherson, Rowe, JRSS A 132 (1969): .248. */
    @Test
    @Tag("simulation")
    void twentyLooksWithoutCorrectionRaiseFiveTimesAsMany() {
        double[] bounds = new double[20];
        Arrays.fill(bounds, Normal.upperQuantile(.025));
        SIMULATIONS.wrong(
                "20 daily looks, none corrected",
                .248,
                Simulations.worlds(2000),
                2026,
                draws -> crosses(draws, bounds) ? 1 : 0);
    }

    /** Sums of squares as the data give them, not known variances; a look each day for 60 days. */
    @Test
    @Tag("simulation")
    void aConfidenceSequenceKeepsTheLevelAtSixtyLooks() {
        ConfidenceSequence sequence = new ConfidenceSequence(.05, 3000);
        SIMULATIONS.atMost(.05, "any time, 60 daily looks of 50 units", Simulations.worlds(2000), 2026, draws -> {
            double sum = 0;
            double squares = 0;
            long n = 0;
            for (int day = 1; day <= 60; day++) {
                for (int i = 0; i < 50; i++, n++) {
                    double value = draws.normal();
                    sum += value;
                    squares += value * value;
                }
                double mean = sum / n;
                double error = Math.sqrt((squares / n - mean * mean) / n);
                if (sequence.eValue(mean, error, n) >= 20) {
                    return 1;
                }
            }
            return 0;
        });
    }

    @Test
    @Tag("simulation")
    void evidenceAgainstASoundSplitStaysBelowItsAlarmForSixtyDays() {
        SIMULATIONS.atMost(.001, "sample ratio, e-value, 60 days, 3 arms", Simulations.worlds(2000), 2026, draws -> {
            long[] units = new long[3];
            for (int day = 0; day < 60; day++) {
                for (int i = 0; i < 40; i++) {
                    double u = draws.uniform();
                    units[u < .5 ? 0 : u < .75 ? 1 : 2]++;
                }
                if (SampleRatio.eValue(units, new double[] {.5, .25, .25}) >= SampleRatio.ALARM) {
                    return 1;
                }
            }
            return 0;
        });
    }

    @Test
    @Tag("simulation")
    void theIntervalAfterAStopCoversAndItsMiddleIsTheMedian() {
        int runs = Simulations.worlds(1000, 10_000);
        double truth = 2.5;
        double[] information = equal(4);
        double[] bounds = bounds(4, Spending.POCOCK);
        int covered = 0;
        int below = 0;
        int naive = 0;
        for (int run = 0; run < runs; run++) {
            Draws draws = Draws.of(77, run);
            double b = 0;
            int k = 0;
            double z;
            do {
                b += truth / 4 + draws.normal() / 2;
                z = b / Math.sqrt(information[k]);
            } while (Math.abs(z) < bounds[k] && ++k < 4);
            int stop = Math.min(k, 3);
            double[] tails = StageWise.tails(Arrays.copyOf(information, stop + 1), bounds, z, truth);
            // The limits are the drifts at which a tail is .025, the middle that at which it is .5: no need to find
            // them.
            covered += Math.min(tails[0], tails[1]) >= .025 ? 1 : 0;
            below += tails[0] > .5 ? 1 : 0;
            naive += z / Math.sqrt(information[stop]) < truth ? 1 : 0;
        }
        SIMULATIONS.measured(
                Kind.COVERAGE, "stage-wise interval after Pocock's stop", .95, runs, 77, (double) covered / runs);
        SIMULATIONS.measured(Kind.COVERAGE, "truth below the stage-wise median", .5, runs, 77, (double) below / runs);
        assertThat((double) naive / runs)
                .as("truth above the plain estimate")
                .isNotCloseTo(.5, within(3 * Math.sqrt(.25 / runs)));
    }

    private static boolean crosses(Draws draws, double[] bounds) {
        double b = 0;
        for (int k = 0; k < bounds.length; k++) {
            b += draws.normal();
            if (Math.abs(b) >= bounds[k] * Math.sqrt(k + 1.0)) {
                return true;
            }
        }
        return false;
    }

    private static double[] bounds(int looks, SpendingFunction spending) {
        return GroupSequential.bounds(equal(looks), .025, spending, true).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static double[] equal(int looks) {
        double[] t = new double[looks];
        for (int k = 0; k < looks; k++) {
            t[k] = (k + 1.0) / looks;
        }
        return t;
    }
}
