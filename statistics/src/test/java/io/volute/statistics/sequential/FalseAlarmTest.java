package io.volute.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.statistics.distribution.Normal;
import io.volute.statistics.random.Draws;
import io.volute.statistics.test.SampleRatio;
import java.util.Arrays;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** BA04: seeded experiments without an effect, looked at often; {@code -Dvolute.simulations=100000} makes it a long run. */
class FalseAlarmTest {

    private static final int RUNS = Integer.getInteger("volute.simulations", 2000);

    @Test
    void groupSequentialLooksKeepTheLevel() {
        for (SpendingFunction spending :
                new SpendingFunction[] {Spending.OBRIEN_FLEMING, Spending.POCOCK, Spending.power(2)}) {
            for (int looks : new int[] {1, 4, 20}) {
                double[] bounds = bounds(looks, spending);
                assertNominal(.05, share(draws -> crosses(draws, bounds)));
            }
        }
    }

    @Test
    void twentyLooksWithoutCorrectionFailTheSameAssertion() {
        double[] bounds = new double[20];
        Arrays.fill(bounds, Normal.upperQuantile(.025));
        double alarms = share(draws -> crosses(draws, bounds));

        assertNominal(.248, alarms);
        assertThatThrownBy(() -> assertNominal(.05, alarms)).isInstanceOf(AssertionError.class);
    }

    /** Sums of squares as the data give them, not known variances; a look each day for 60 days. */
    @Test
    void aConfidenceSequenceKeepsTheLevelAtSixtyLooks() {
        ConfidenceSequence sequence = new ConfidenceSequence(.05, 3000);

        double alarms = share(draws -> {
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
                    return true;
                }
            }
            return false;
        });

        assertThat(alarms).isLessThanOrEqualTo(.05 + 3 * Math.sqrt(.05 * .95 / RUNS));
    }

    @Test
    void evidenceAgainstASoundSplitStaysBelowItsAlarmForSixtyDays() {
        double alarms = share(draws -> {
            long[] units = new long[3];
            for (int day = 0; day < 60; day++) {
                for (int i = 0; i < 40; i++) {
                    double u = draws.uniform();
                    units[u < .5 ? 0 : u < .75 ? 1 : 2]++;
                }
                if (SampleRatio.eValue(units, new double[] {.5, .25, .25}) >= SampleRatio.ALARM) {
                    return true;
                }
            }
            return false;
        });

        assertThat(alarms).isLessThanOrEqualTo(.001 + 3 * Math.sqrt(.001 * .999 / RUNS));
    }

    @Test
    void theIntervalAfterAStopCoversAndItsMiddleIsTheMedian() {
        int runs = RUNS / 2;
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
        assertNominal(.95, (double) covered / runs, runs);
        assertNominal(.5, (double) below / runs, runs);
        double plain = (double) naive / runs;
        assertThatThrownBy(() -> assertNominal(.5, plain, runs)).isInstanceOf(AssertionError.class);
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

    private static double share(Predicate<Draws> alarm) {
        int alarms = 0;
        for (int run = 0; run < RUNS; run++) {
            alarms += alarm.test(Draws.of(2026, run)) ? 1 : 0;
        }
        return (double) alarms / RUNS;
    }

    private static void assertNominal(double nominal, double share) {
        assertNominal(nominal, share, RUNS);
    }

    private static void assertNominal(double nominal, double share, int runs) {
        double error = Math.sqrt(nominal * (1 - nominal) / runs);
        assertThat(share).isBetween(nominal - 3 * error, nominal + 3 * error);
    }
}
