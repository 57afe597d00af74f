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
import io.volute.statistics.test.KolmogorovSmirnov;
import io.volute.statistics.test.SampleRatio;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Seeded simulations: 95 % intervals hold the truth in 95 of 100 worlds, tests raise 5 false alarms in 100. */
class CoverageTest {

    private static final int WORLDS = 4000;

    @Test
    void pairedIntervalCovers() {
        assertThat(share(d -> {
                    double[] differences = new double[30];
                    for (int i = 0; i < 30; i++) {
                        differences[i] = .4 + d.normal();
                    }
                    return hit(Means.pairedDifferences(differences, .05), .4);
                }))
                .isBetween(.935, .965);
    }

    @Test
    void welchIntervalCoversWithUnequalArmsAndVariances() {
        assertThat(share(d -> hit(Arms.difference(normals(d, 12, 3, 4), normals(d, 60, 2, 1)), 1)))
                .isBetween(.935, .965);
    }

    @Test
    void fiellerIntervalCoversTheLift() {
        assertThat(share(d -> hit(Arms.lift(normals(d, 80, 11, 4), normals(d, 50, 10, 5)), .1)))
                .isBetween(.935, .965);
    }

    @Test
    void newcombeIntervalCoversIndependentAndPairedShares() {
        assertThat(share(d -> hit(Proportions.difference(hits(d, 120, .12), hits(d, 90, .2)), -.08)))
                .isBetween(.935, .968);
        assertThat(share(d -> {
                    long[] cells = new long[4];
                    for (int i = 0; i < 200; i++) {
                        double u = d.uniform();
                        cells[u < .1 ? 0 : u < .2 ? 1 : u < .26 ? 2 : 3]++;
                    }
                    return hit(Proportions.paired(cells[0], cells[1], cells[2], cells[3], .05), .04);
                }))
                .isBetween(.935, .968);
    }

    @Test
    void delongIntervalCoversTheArea() {
        // Normal scores one apart: AUC Phi(1 / sqrt 2) = .76025.
        assertThat(share(d -> {
                    double[] score = new double[120];
                    boolean[] truth = new boolean[120];
                    for (int i = 0; i < 120; i++) {
                        truth[i] = i < 40;
                        score[i] = d.normal() + (truth[i] ? 1 : 0);
                    }
                    return hit(Auc.of(score, truth), .76025);
                }))
                .isBetween(.935, .965);
    }

    @Test
    void bootstrapTCoversASkewedMeanBetterThanPlainT() {
        double plain = share(d -> hit(Means.interval(Moments.of(skewed(d, 40))), 1), 1000);
        double studentised = share(d -> hit(Bootstrap.studentised(skewed(d, 40), 400, 5), 1), 1000);

        assertThat(plain).isBetween(.80, .92);
        assertThat(studentised).isGreaterThan(plain + .02).isBetween(.90, .97);
    }

    @Test
    void clustersKeepTheLevelThatRowsLose() {
        // 20 clusters of 50 rows, intra-class correlation .1.
        double rows = 1 - share(d -> hit(Means.pairedDifferences(clustered(d), .05), 0), 2000);
        double clusters = 1 - share(d -> hit(Means.clustered(clustered(d), labels()), 0), 2000);

        assertThat(rows).isGreaterThan(.3);
        assertThat(clusters).isBetween(.03, .07);
    }

    @Test
    void testsOfEqualThingsRaiseFiveAlarmsInAHundred() {
        assertThat(share(d -> alarm(Arms.test(normals(d, 25, 0, 1), normals(d, 40, 0, 3)))))
                .isBetween(.04, .06);
        assertThat(share(d -> alarm(Proportions.pooledZ(hits(d, 300, .2), hits(d, 200, .2)))))
                .isBetween(.04, .06);
        assertThat(share(d -> alarm(Contingency.chiSquare(bins(d, 2500), bins(d, 300))), 2000))
                .isBetween(.035, .065);
        assertThat(share(d -> alarm(KolmogorovSmirnov.twoSample(sample(d, 150), sample(d, 100)))))
                .isBetween(.03, .06);
    }

    @Test
    void sixtyDailyLooksAtAnEvenSplitRaiseNoAlarm() {
        double alarms = share(
                d -> {
                    long[] units = new long[2];
                    for (int day = 0; day < 60; day++) {
                        for (int i = 0; i < 100; i++) {
                            units[d.uniform() < .5 ? 0 : 1]++;
                        }
                        if (SampleRatio.eValue(units, new double[] {.5, .5}) >= SampleRatio.ALARM) {
                            return 1;
                        }
                    }
                    return 0;
                },
                1000);

        assertThat(alarms).isLessThanOrEqualTo(.002);
    }

    private static double share(ToDoubleFunction<Draws> world) {
        return share(world, WORLDS);
    }

    private static double share(ToDoubleFunction<Draws> world, int worlds) {
        double sum = 0;
        for (int w = 0; w < worlds; w++) {
            sum += world.applyAsDouble(Draws.of(2024, w));
        }
        return sum / worlds;
    }

    private static double hit(Figure figure, double truth) {
        return figure.found().orElseThrow().covers(truth) ? 1 : 0;
    }

    private static double alarm(Tested tested) {
        return tested.tested().orElseThrow().below(.05) ? 1 : 0;
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
