package io.volute.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.mean.Arms;
import io.volute.statistics.mean.Means;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.proportion.Proportions;
import io.volute.statistics.proportion.Share;
import io.volute.statistics.random.Draws;
import io.volute.statistics.ranking.Auc;
import io.volute.statistics.test.Contingency;
import io.volute.statistics.test.Guardrail;
import io.volute.statistics.test.KolmogorovSmirnov;
import io.volute.statistics.test.Margin;
import io.volute.statistics.test.Multiplicity;
import io.volute.statistics.test.SampleRatio;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Seeded simulations: 95 % intervals hold the truth in 95 of 100 worlds, tests raise 5 false alarms in 100. */
class CoverageTest {

    private static final Simulations SIMULATIONS = Simulations.of(CoverageTest.class);

    @Test
    @Tag("simulation")
    void intervalsOfMeansCover() {
        int worlds = Simulations.worlds(4000);
        SIMULATIONS.coverage("mean of 30 pairs", worlds, 2024, d -> {
            double[] differences = new double[30];
            Arrays.setAll(differences, i -> .4 + d.normal());
            return Simulations.covers(Means.pairedDifferences(differences, .05), .4);
        });
        SIMULATIONS.coverage(
                "Welch, 12 and 60 units, variances 16 and 1",
                worlds,
                2025,
                d -> Simulations.covers(Arms.difference(normals(d, 12, 3, 4), normals(d, 60, 2, 1)), 1));
        SIMULATIONS.coverage(
                "lift by Fieller, 80 and 50 units",
                worlds,
                2026,
                d -> Simulations.covers(Arms.lift(normals(d, 80, 11, 4), normals(d, 50, 10, 5)), .1));
        SIMULATIONS.coverage(
                "lift by the delta method, 400 and 300 units",
                worlds,
                2027,
                d -> Simulations.covers(Arms.liftDelta(normals(d, 400, 11, 4), normals(d, 300, 10, 5), .05), .1));
    }

    @Test
    @Tag("simulation")
    void intervalsOfSharesCover() {
        int worlds = Simulations.worlds(4000);
        SIMULATIONS.coverage(
                "shares by Newcombe, 120 and 90 units",
                worlds,
                2024,
                d -> Simulations.covers(Proportions.difference(hits(d, 120, .12), hits(d, 90, .2)), -.08));
        SIMULATIONS.coverage("paired shares by Newcombe, 200 units", worlds, 2028, d -> {
            long[] cells = new long[4];
            for (int i = 0; i < 200; i++) {
                double u = d.uniform();
                cells[u < .1 ? 0 : u < .2 ? 1 : u < .26 ? 2 : 3]++;
            }
            return Simulations.covers(Proportions.paired(cells[0], cells[1], cells[2], cells[3], .05), .04);
        });
    }

    @Test
    @Tag("simulation")
    void delongIntervalCoversTheArea() {
        // Normal scores one apart: AUC Phi(1 / sqrt 2) = .76025.
        SIMULATIONS.coverage("AUC by DeLong, 40 and 80 rows", Simulations.worlds(4000), 2024, d -> {
            double[] score = new double[120];
            boolean[] truth = new boolean[120];
            for (int i = 0; i < 120; i++) {
                truth[i] = i < 40;
                score[i] = d.normal() + (truth[i] ? 1 : 0);
            }
            return Simulations.covers(Auc.of(score, truth), .76025);
        });
    }

    @Test
    void bootstrapTCoversASkewedMeanBetterThanPlainT() {
        int worlds = 1000;
        double plain =
                Simulations.share(worlds, 2024, d -> Simulations.covers(Means.interval(Moments.of(skewed(d, 40))), 1));
        double studentised = Simulations.share(
                worlds, 2024, d -> Simulations.covers(Bootstrap.studentised(skewed(d, 40), 400, 5), 1));

        assertThat(plain).isBetween(.80, .92);
        assertThat(studentised).isGreaterThan(plain + .02).isBetween(.90, .97);
    }

    @Test
    @Tag("simulation")
    void clustersOfOneArmKeepTheLevel() {
        SIMULATIONS.falseAlarms(
                "mean of 20 clusters of 50 rows, ICC .1",
                Simulations.worlds(2000),
                2024,
                d -> 1 - Simulations.covers(Means.clustered(clustered(d), labels()), 0));
    }

    @Test
    @Tag("simulation")
    void testsOfEqualArmsRaiseFiveAlarmsInAHundred() {
        int worlds = Simulations.worlds(4000);
        SIMULATIONS.falseAlarms(
                "Welch, 25 and 40 units, variances 1 and 9",
                worlds,
                2024,
                d -> Simulations.alarm(Arms.test(normals(d, 25, 0, 1), normals(d, 40, 0, 3))));
        SIMULATIONS.falseAlarms(
                "lift by the delta method, 400 units an arm",
                worlds,
                2029,
                d -> Simulations.alarm(Arms.testDelta(normals(d, 400, 10, 4), normals(d, 400, 10, 4))));
        SIMULATIONS.falseAlarms(
                "shares by the pooled z, 3000 and 2000 units",
                Simulations.worlds(1000),
                2024,
                d -> Simulations.alarm(Proportions.pooledZ(hits(d, 3000, .2), hits(d, 2000, .2))));
        SIMULATIONS.atMost(
                .05,
                "shares by Fisher, 40 and 30 units",
                worlds,
                2024,
                d -> Simulations.alarm(Proportions.fisher(hits(d, 40, .2), hits(d, 30, .2))));
        SIMULATIONS.falseAlarms(
                "chi-square of ten bins, 2500 and 300 rows",
                Simulations.worlds(2000),
                2024,
                d -> Simulations.alarm(Contingency.chiSquare(bins(d, 2500), bins(d, 300))));
        SIMULATIONS.atMost(
                .05,
                "Kolmogorov-Smirnov, 150 and 100 rows",
                worlds,
                2024,
                d -> Simulations.alarm(KolmogorovSmirnov.twoSample(sample(d, 150), sample(d, 100))));
    }

    /** One-sided .025: what lies on the margin passes that often. */
    @Test
    @Tag("simulation")
    void aGuardrailAtItsMarginIsPassedAtItsLevel() {
        SIMULATIONS.falseAlarms(
                "guardrail passed at its margin of 5 %, 200 units an arm",
                .025, Simulations.worlds(4000), 2024, d -> {
                    Guardrail hours = new Guardrail(normals(d, 200, 9.5, 2), normals(d, 200, 10, 2), .05, false);
                    return hours.standing() == Margin.Standing.HOLDS ? 1 : 0;
                });
    }

    @Test
    @Tag("simulation")
    void manyMetricsAndArmsKeepTheLevelTogether() {
        SIMULATIONS.atMost(.05, "Holm over 4 metrics x 3 arms, any alarm", Simulations.worlds(2000), 2024, d -> {
            double[] p = new double[12];
            for (int metric = 0; metric < 4; metric++) {
                Moments control = normals(d, 60, 0, 1);
                for (int arm = 0; arm < 3; arm++) {
                    p[3 * metric + arm] = Arms.test(normals(d, 60, 0, 1), control)
                            .tested()
                            .orElseThrow()
                            .p();
                }
            }
            return Arrays.stream(Multiplicity.holm(p)).anyMatch(one -> one < .05) ? 1 : 0;
        });
    }

    /** The check fails below .001; at .01 it warns. */
    @Test
    @Tag("simulation")
    void theSampleRatioOfASoundSplitWarnsAtItsLevel() {
        SIMULATIONS.falseAlarms("sample ratio, 3 arms, 2000 units, warning", .01, Simulations.worlds(4000), 2024, d -> {
            long[] units = new long[3];
            for (int i = 0; i < 2000; i++) {
                double u = d.uniform();
                units[u < .5 ? 0 : u < .75 ? 1 : 2]++;
            }
            return SampleRatio.test(units, new double[] {.5, .25, .25})
                            .tested()
                            .orElseThrow()
                            .below(.01)
                    ? 1
                    : 0;
        });
    }

    private static double[] sample(Draws draws, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = draws.normal();
        }
        return values;
    }

    private static Moments normals(Draws draws, int n, double mean, double deviation) {
        Moments moments = Moments.EMPTY;
        for (int i = 0; i < n; i++) {
            moments = moments.plus(draws.normal(mean, deviation));
        }
        return moments;
    }

    private static Share hits(Draws draws, int n, double p) {
        long hits = 0;
        for (int i = 0; i < n; i++) {
            hits += draws.uniform() < p ? 1 : 0;
        }
        return new Share(hits, n);
    }

    private static long[] bins(Draws draws, int n) {
        long[] counts = new long[10];
        for (int i = 0; i < n; i++) {
            counts[draws.below(10)]++;
        }
        return counts;
    }

    private static double[] skewed(Draws draws, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            double e = draws.exponential();
            values[i] = e * e / 2;
        }
        return values;
    }

    private static double[] clustered(Draws draws) {
        double[] values = new double[1000];
        double shared = 0;
        for (int i = 0; i < 1000; i++) {
            shared = i % 50 == 0 ? Math.sqrt(.1) * draws.normal() : shared;
            values[i] = shared + Math.sqrt(.9) * draws.normal();
        }
        return values;
    }

    private static long[] labels() {
        long[] labels = new long[1000];
        for (int i = 0; i < 1000; i++) {
            labels[i] = i / 50;
        }
        return labels;
    }
}
