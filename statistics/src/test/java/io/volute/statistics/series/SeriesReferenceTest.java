package io.volute.statistics.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Simulations;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SeriesReferenceTest {

    private static final Simulations SIMULATIONS = Simulations.of(SeriesReferenceTest.class);

    /** Flow of the Nile at Aswan, 1871 to 1970 (R datasets::Nile). */
    private static final double[] NILE = {
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
        1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
        831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865,
        845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050,
        918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740
    };

    /**
     * The local level model of the Nile in Durbin, Koopman (2012): noise 15,099, drift 1,469.1. Likelihood, and the two, by
     * numpy in benchmarks/reference/effects.py.
     */
    @Test
    void theNilesVariancesAreDurbinAndKoopmans() {
        LocalLevel nile = LocalLevel.fit(NILE);

        assertThat(nile.noise()).isCloseTo(15_099, within(1.0));
        assertThat(nile.drift()).isCloseTo(1469.1, within(.15));
        assertThat(nile.logLikelihood()).isCloseTo(NILE_LIKELIHOOD, within(5e-5));
    }

    private static final double NILE_LIKELIHOOD = -632.5456;

    /**
     * The dam of 1899 as a regressor (Cobb, Biometrika 65, 1978): no drift is left, and the step is the difference of the means, 849.97 - 1097.75, with the error of least squares.
     */
    @Test
    void theDamIsAStepAndLeavesNoDrift() {
        double[] step = new double[100];
        Arrays.fill(step, 28, 100, 1);
        LocalLevel nile = LocalLevel.fit(NILE, step);

        assertThat(nile.drift() / nile.noise()).isLessThan(1e-5);
        assertThat(nile.slopes()[0]).isCloseTo(-247.78, within(.02));
        assertThat(nile.slopeErrors()[0]).isCloseTo(28.435, within(.01));
    }

    /** Ten years after the dam; the interval recomputed without paths in benchmarks/reference/effects.py. */
    @Test
    void anInterruptedNileFindsTheDamAndSilencesThePlacebos() {
        double[] until = Arrays.copyOf(NILE, 38);
        InterruptedSeries dam = InterruptedSeries.at(until, 28, 1, 7);
        Estimate average = (Estimate) dam.average();
        List<InterruptedSeries.Placebo> placebos = InterruptedSeries.placebos(until, 28, 1, 7, 3);

        assertThat(average.estimate()).isBetween(-300.0, -180.0);
        assertThat(average.low()).isCloseTo(DAM_LOW, within(12.0));
        assertThat(average.high()).isCloseTo(DAM_HIGH, within(12.0));
        assertThat(((Estimate) dam.total()).estimate()).isCloseTo(10 * average.estimate(), within(1e-6));
        assertThat(dam.mape().orElseThrow()).isBetween(.05, .2);
        assertThat(Math.abs(dam.autocorrelation().orElseThrow())).isLessThan(.4);
        assertThat(placebos).hasSize(3).allMatch(InterruptedSeries.Placebo::silent);
        assertThat(InterruptedSeries.at(until, 28, 1, 7)).isEqualTo(dam);
    }

    private static final double DAM_LOW = -533.82;
    private static final double DAM_HIGH = -50.06;

    @Test
    void aPlantedStepIsRecoveredInAWeeklySeriesWithARegressor() {
        Draws d = Draws.of(3);
        double[] weather = new double[140];
        double[] y = new double[140];
        double level = 500;
        for (int t = 0; t < 140; t++) {
            weather[t] = 10 * d.normal();
            level += 2 * d.normal();
            y[t] = level + (t % 7 >= 5 ? -120 : 20 * (t % 7)) + 3 * weather[t] + 10 * d.normal() + (t >= 112 ? 40 : 0);
        }
        InterruptedSeries found = InterruptedSeries.at(y, 112, 7, 5, weather);

        assertThat(((Estimate) found.average()).covers(40)).isTrue();
        assertThat(((Estimate) found.average()).low()).isPositive();
        assertThat(((Estimate) found.average()).n()).isEqualTo(112);
        assertThat(InterruptedSeries.placebos(y, 112, 7, 5, 4, weather))
                .hasSize(4)
                .allMatch(InterruptedSeries.Placebo::silent);
    }

    @Test
    void refusesLessThanTwoSeasonsAndADateOutsideTheSeries() {
        double[] y = NILE.clone();

        assertThat(code(InterruptedSeries.at(y, 23, 12, 1).average())).isEqualTo("too-few-rows");
        assertThat(InterruptedSeries.at(y, 24, 12, 1).average()).isInstanceOf(Estimate.class);
        assertThat(code(InterruptedSeries.at(y, 100, 12, 1).total())).isEqualTo("no-post-period");
        assertThat(code(InterruptedSeries.at(new double[50], 20, 1, 1).average()))
                .isEqualTo("no-variance");
        assertThatThrownBy(() -> LocalLevel.fit(y, new double[100])).hasMessageContaining("regressor 1");
        assertThatThrownBy(() -> InterruptedSeries.at(y, 24, 0, 1)).hasMessageContaining("season");
    }

    /** Fifty values before, ten after; variances are drawn too, for of fifty values they are known badly. */
    @Test
    @Tag("simulation")
    void simulatedPathsCoverWhatComesNext() {
        int worlds = Simulations.worlds(200, 4000);
        SIMULATIONS.coverage(
                "interrupted series, 50 values before, drift .16 of noise", worlds, 91, d -> covered(d, .4));
        SIMULATIONS.coverage("interrupted series, 50 values before, drift as noise", worlds, 92, d -> covered(d, 1));
    }

    private static double covered(Draws d, double drift) {
        double[] y = new double[60];
        double level = 0;
        for (int t = 0; t < 60; t++) {
            level += drift * d.normal();
            y[t] = level + d.normal();
        }
        return Simulations.covers(InterruptedSeries.of(y, 50, 1, d.bits(), 1000).average(), 0);
    }

    @Test
    @Tag("simulation")
    void differencesInDifferencesCoverTheirTruth() {
        SIMULATIONS.coverage(
                "difference in differences, 15 and 25 units",
                Simulations.worlds(2000),
                93,
                d -> Simulations.covers(
                        DifferenceInDifferences.ofChanges(changes(d, 15, 5), changes(d, 25, 3), .05), 2));
    }

    private static Moments changes(Draws d, int n, double mean) {
        double[] changes = new double[n];
        Arrays.setAll(changes, i -> mean + d.normal() - d.normal());
        return Moments.of(changes);
    }

    /**
     * Card, Krueger (American Economic Review 84, 1994), table 3, p. 780, rows 3 and 4: full-time equivalents of New Jersey against
     * Pennsylvania, 2.76 (1.36); balanced sample 2.75 (1.34), from changes .59 (.54), -2.16 (1.25); .47 (.48), -2.28 (1.25).
     */
    @Test
    void minimumWageOfCardAndKrueger() {
        Estimate all =
                (Estimate) DifferenceInDifferences.ofChanges(change(321, .59, .54), change(77, -2.16, 1.25), .05);
        Estimate balanced =
                (Estimate) DifferenceInDifferences.ofChanges(change(309, .47, .48), change(75, -2.28, 1.25), .05);

        // Their inputs are rounded to two digits.
        assertThat(all.estimate()).isCloseTo(2.76, within(.011));
        assertThat((all.high() - all.low()) / 2 / 1.98).isCloseTo(1.36, within(.015));
        assertThat(balanced.estimate()).isCloseTo(2.75, within(.005));
        assertThat((balanced.high() - balanced.low()) / 2 / 1.98).isCloseTo(1.34, within(.015));
    }

    private static Moments change(long n, double mean, double error) {
        return new Moments(n, mean, error * error * n * (n - 1));
    }

    @Test
    void unitsSeenOnceInEachPeriodGiveTheWelchIntervalOfTheirChanges() {
        Draws d = Draws.of(6);
        int n = 40;
        double[] y = new double[2 * n];
        long[] unit = new long[2 * n];
        boolean[] treated = new boolean[2 * n];
        boolean[] after = new boolean[2 * n];
        double[] changesT = new double[15];
        double[] changesC = new double[25];
        for (int i = 0; i < n; i++) {
            double own = 5 * d.normal();
            for (int p = 0; p < 2; p++) {
                int row = p * n + i;
                unit[row] = i;
                treated[row] = i < 15;
                after[row] = p == 1;
                y[row] = own + d.normal() + (p == 1 ? 3 : 0) + (p == 1 && i < 15 ? 2 : 0);
            }
            (i < 15 ? changesT : changesC)[i < 15 ? i : i - 15] = y[n + i] - y[i];
        }
        Estimate rows = (Estimate) DifferenceInDifferences.of(y, unit, treated, after, .05);
        Estimate changes =
                (Estimate) DifferenceInDifferences.ofChanges(Moments.of(changesT), Moments.of(changesC), .05);

        assertThat(rows.estimate()).isCloseTo(changes.estimate(), within(1e-12));
        assertThat(rows.low()).isCloseTo(changes.low(), within(1e-12));
        assertThat(rows.covers(2)).isTrue();
        assertThat(rows.method()).isEqualTo("did-t");
        assertThat(rows.n()).isEqualTo(40);
        assertThat(code(DifferenceInDifferences.of(y, unit, treated, new boolean[2 * n], .05)))
                .isEqualTo("empty-cell");
        treated[0] = false;
        assertThatThrownBy(() -> DifferenceInDifferences.of(y, unit, treated, after, .05))
                .hasMessageContaining("both groups");
    }

    private static String code(Figure figure) {
        return figure.refusal().map(Refused::code).orElse("none");
    }
}
