package io.volute.statistics.adjustment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Simulations;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.mean.Arms;
import io.volute.statistics.mean.Ratios;
import io.volute.statistics.moments.CrossMoments;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.moments.PairMoments;
import io.volute.statistics.random.Draws;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deng, Xu, Kohavi, Walker (WSDM 2013), for means and for ratios of sums. */
class CupedReferenceTest {

    private static final Simulations SIMULATIONS = Simulations.of(CupedReferenceTest.class);

    private static final int C = 0;
    private static final int T = 1;

    private static final double[] CY = {3, 5, 2, 8, 6};
    private static final double[] CX = {2, 4, 1, 7, 5};
    private static final double[] TY = {4, 7, 3, 9, 8};
    private static final double[] TX = {2, 5, 3, 6, 6};

    private static final Cuped FIVE = Cuped.ofMean(List.of(CrossMoments.of(CY, CX), CrossMoments.of(TY, TX)));

    /** Recomputed in benchmarks/reference/effects.py: theta over all ten units, 1.15176; d 1.4 to .70894. */
    @Test
    void fiveUnitsAnArmGiveTheWorkedFigures() {
        Estimate d = found(FIVE.difference(T, C));
        Estimate lift = found(FIVE.lift(T, C));

        assertThat(FIVE.theta()).isCloseTo(1.15176, within(5e-6));
        assertThat(d.estimate()).isCloseTo(.70894, within(5e-6));
        assertThat(d.method()).isEqualTo("cuped-t");
        assertThat(d.n()).isEqualTo(10);
        assertThat(Arms.error(Moments.of(TY), Moments.of(CY))).isCloseTo(1.57480, within(5e-6));
        assertThat(FIVE.error(T, C)).isCloseTo(.46334, within(5e-6));
        assertThat(FIVE.varianceReduction(T, C)).isCloseTo(.91343, within(5e-6));
        assertThat(lift.estimate()).isCloseTo(.14770, within(5e-6));
        assertThat(FIVE.liftError(T, C)).isCloseTo(.09044, within(5e-6));
        assertThat(lift.method()).isEqualTo("cuped-delta");
        assertThat(FIVE.note()).isEmpty();
    }

    @Test
    void theRatioOfPlainMeansInTheGradientIsToldFromTheRightOne() {
        double theta = FIVE.theta();
        double slip = Moments.of(TY).mean() / Moments.of(CY).mean();
        double wrong = Math.sqrt((spread(TY, TX, 1, theta) + spread(CY, CX, slip, theta)) / 5)
                / Moments.of(CY).mean();
        double right = Math.sqrt((spread(TY, TX, 1, theta)
                                + spread(CY, CX, 1 + found(FIVE.lift(T, C)).estimate(), theta))
                        / 5)
                / Moments.of(CY).mean();

        assertThat(FIVE.liftError(T, C)).isCloseTo(right, within(1e-12));
        assertThat(wrong).isCloseTo(.09564, within(5e-6));
        assertThat(Math.abs(FIVE.liftError(T, C) - wrong)).isGreaterThan(.005);
    }

    private static double spread(double[] y, double[] x, double k, double theta) {
        double[] sum = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            sum[i] = k * y[i] - theta * x[i];
        }
        return Moments.of(sum).variance();
    }

    /**
     * gbstats (GrowthBook's statistics engine), packages/stats/tests/frequentist/test_tests.py,
     * test_two_sided_ttest_test_runs_ratio_ra: from sums of 100 units an arm, relative -.0007 [-.00841, .00700], standard
     * error .00391, p .85771.
     */
    @Test
    void adjustedRatioAgreesWithGbstats() {
        CrossMoments a = sums(
                new double[] {485.112236689623, 679.9093275844917, 192.59138069991536, 290.1398399750233},
                new double[][] {
                    {2715.484666118136},
                    {3602.146836776702, 4939.424001640236},
                    {1113.6215759318352, 1460.3181079276983, 460.076026390857},
                    {1559.2878434944676, 2130.9404074446747, 634.239482353647, 920.9461385038898}
                });
        CrossMoments b = sums(
                new double[] {514.7757826608777, 705.4090874383759, 206.94157227402536, 302.54389139107326},
                new double[][] {
                    {2994.897482705013},
                    {3918.1561431600717, 5291.36604146392},
                    {1237.0953021125997, 1604.0759503266522, 514.2903702246757},
                    {1701.0287270040265, 2292.081739775257, 698.4173425817908, 994.4506208125663}
                });
        Cuped cuped = Cuped.ofRatio(List.of(a, b));
        Estimate lift = found(cuped.lift(T, C));

        assertThat(lift.estimate()).isCloseTo(-.0007, within(5e-6));
        assertThat(cuped.liftError(T, C)).isCloseTo(.00391, within(5e-6));
        assertThat(lift.low()).isCloseTo(-.00841, within(5e-6));
        assertThat(lift.high()).isCloseTo(.00700, within(5e-6));
    }

    /** Moments of 100 units from published sums and sums of products, lower triangle. */
    private static CrossMoments sums(double[] sums, double[][] products) {
        double[] means = new double[4];
        double[] cross = new double[16];
        for (int i = 0; i < 4; i++) {
            means[i] = sums[i] / 100;
            for (int j = 0; j <= i; j++) {
                cross[4 * i + j] = products[i][j] - sums[i] * sums[j] / 100;
                cross[4 * j + i] = cross[4 * i + j];
            }
        }
        return new CrossMoments(100, means, cross);
    }

    /**
     * LaLonde's experiment (Dehejia, Wahba, JASA 1999: 185 trained, 260 not, earnings of 1978 +1,794, error 671), from the
     * moments of (re78, re74, re75): earnings of 1974 and 1975 together take a little of the error away.
     */
    @Test
    void earningsBeforeTakeALittleOfLalondesError() {
        CrossMoments c = new CrossMoments(
                260, new double[] {4554.802282692311, 2107.0268153846155, 1266.9092407692308}, new double[] {
                    7788768802.377014, 790920726.0895151, 385950689.4356175,
                    790920726.0895151, 8379241300.804203, 3083831855.182555,
                    385950689.4356175, 3083831855.182555, 2493782455.140065
                });
        CrossMoments t =
                new CrossMoments(185, new double[] {6349.1453675675675, 2095.574, 1532.0556297297296}, new double[] {
                    11388874411.505644, 559731389.4399539, 347503174.7391087,
                    559731389.4399539, 4393750666.226986, 1832990170.5518632,
                    347503174.7391087, 1832990170.5518632, 1906898274.094279
                });
        Cuped cuped = Cuped.ofMean(List.of(earnings(c), earnings(t)));

        assertThat(found(Arms.difference(t.moments(0), c.moments(0))).estimate())
                .isCloseTo(1794, within(.5));
        assertThat(Arms.error(t.moments(0), c.moments(0))).isCloseTo(671, within(.5));
        assertThat(found(cuped.difference(T, C)).estimate()).isCloseTo(1774.31, within(.005));
        assertThat(cuped.error(T, C)).isCloseTo(668.33, within(.005));
        assertThat(cuped.varianceReduction(T, C)).isCloseTo(.0079, within(5e-5));
    }

    private static CrossMoments earnings(CrossMoments arm) {
        PairMoments pair = arm.pair(new double[] {1, 0, 0}, new double[] {0, 1, 1});
        return new CrossMoments(
                pair.n(), new double[] {pair.x().mean(), pair.y().mean()}, new double[] {
                    pair.x().m2(), pair.cross(), pair.cross(), pair.y().m2()
                });
    }

    @Test
    void oneThetaServesAllArmsAndSwappingTwoFlipsTheSign() {
        CrossMoments third = CrossMoments.of(new double[] {5, 6, 9, 4}, new double[] {1, 6, 2, 7});
        Cuped three = Cuped.ofMean(List.of(CrossMoments.of(CY, CX), CrossMoments.of(TY, TX), third));
        PairMoments all = PairMoments.of(CY, CX).plus(PairMoments.of(TY, TX)).plus(third.pair(0, 1));

        assertThat(three.theta()).isCloseTo(all.cross() / all.y().m2(), within(1e-12));
        assertThat(three.theta()).isNotEqualTo(FIVE.theta());
        Estimate d = found(three.difference(1, 2));
        Estimate swapped = found(three.difference(2, 1));
        assertThat(swapped.estimate()).isCloseTo(-d.estimate(), within(1e-12));
        assertThat(swapped.low()).isCloseTo(-d.high(), within(1e-12));
    }

    @Test
    void theTestRejectsExactlyWhereTheIntervalExcludesZero() {
        Significance test = (Significance) FIVE.test(T, C);
        Estimate d = found(FIVE.difference(T, C, test.p()));

        assertThat(d.low()).isCloseTo(0, within(1e-9));
    }

    @Test
    void aConstantCovariateAdjustsNothingAndSaysSo() {
        Cuped none = Cuped.ofMean(List.of(CrossMoments.of(CY, new double[5]), CrossMoments.of(TY, new double[5])));

        assertThat(none.theta()).isZero();
        assertThat(none.note().orElseThrow()).contains("constant");
        assertThat(none.varianceReduction(T, C)).isCloseTo(0, within(1e-12));
        assertThat(found(none.difference(T, C)).low())
                .isCloseTo(
                        found(Arms.difference(Moments.of(TY), Moments.of(CY))).low(), within(1e-12));
    }

    @Test
    void aPastWithoutAnyDenominatorAdjustsNothing() {
        double[] none = new double[5];
        CrossMoments c = CrossMoments.of(new double[] {1, 0, 2, 0, 3}, new double[] {4, 2, 5, 0, 9}, none, none);
        CrossMoments t = CrossMoments.of(new double[] {2, 1, 3, 1, 2}, new double[] {5, 3, 6, 2, 4}, none, none);
        Cuped cuped = Cuped.ofRatio(List.of(c, t));

        assertThat(cuped.note()).isPresent();
        assertThat(found(cuped.difference(T, C)).estimate()).isCloseTo(.15, within(1e-12));
        assertThat(found(cuped.difference(T, C)).low())
                .isCloseTo(
                        found(Ratios.difference(t.pair(0, 1), c.pair(0, 1), .05))
                                .low(),
                        within(1e-12));
    }

    @Test
    void refusesAnArmWithoutDenominatorsAnEmptyOneAndALiftOverNothing() {
        double[] zero = new double[5];
        CrossMoments full = CrossMoments.of(CY, TY, CX, TX);
        Cuped ratio = Cuped.ofRatio(List.of(full, CrossMoments.of(CY, zero, CX, TX)));
        Cuped empty = Cuped.ofMean(List.of(CrossMoments.of(CY, CX), CrossMoments.empty(2)));
        Cuped lift =
                Cuped.ofMean(List.of(CrossMoments.of(new double[] {-1, 0, 1.5, -.4, 0}, CX), CrossMoments.of(TY, TX)));

        assertThat(ratio.difference(T, C).refusal().map(Refused::code)).contains("zero-denominator");
        assertThat(empty.difference(T, C).refusal().map(Refused::code)).contains("too-few-rows");
        assertThat(lift.lift(T, C).refusal().map(Refused::code)).contains("control-near-zero");
        assertThatThrownBy(() -> Cuped.ofMean(List.of(full))).hasMessageContaining("covariates: 3");
    }

    @Test
    void anOutcomeThatIsItsOwnPastHasNoVarianceLeft() {
        Cuped perfect = Cuped.ofMean(List.of(CrossMoments.of(CY, CY), CrossMoments.of(TY, TY)));

        assertThat(perfect.difference(T, C).refusal().map(Refused::code)).contains("no-variance");
    }

    @Test
    @Tag("simulation")
    void adjustedIntervalsCoverTheTruthAtTheirRate() {
        int worlds = Simulations.worlds(1000);
        SIMULATIONS.coverage(
                "CUPED of a mean, 60 and 90 units",
                worlds,
                11,
                d -> Simulations.covers(means(d, .3).difference(T, C), .3));
        SIMULATIONS.coverage(
                "lift by CUPED of a mean, 60 and 90 units",
                worlds,
                12,
                d -> Simulations.covers(means(d, .3).lift(T, C), .06));
        SIMULATIONS.falseAlarms(
                "CUPED of a mean, tested, 60 and 90 units",
                worlds,
                13,
                d -> Simulations.alarm(means(d, 0).test(T, C)));
    }

    private static Cuped means(Draws d, double effect) {
        return Cuped.ofMean(List.of(arm(d, 90, 0), arm(d, 60, effect)));
    }

    private static CrossMoments arm(Draws d, int n, double effect) {
        CrossMoments.Builder arm = new CrossMoments.Builder(2);
        for (int i = 0; i < n; i++) {
            double x = d.normal();
            arm.add(5 + effect + .8 * x + .6 * d.normal(), x);
        }
        return arm.build();
    }

    @Test
    @Tag("simulation")
    void ratiosPlainAndAdjustedCoverTheTruthAtTheirRate() {
        int worlds = Simulations.worlds(800);
        SIMULATIONS.coverage("ratio of sums by the delta method, 200 units each", worlds, 21, d -> {
            List<CrossMoments> arms = List.of(plays(d, 0), plays(d, .05));
            return Simulations.covers(
                    Ratios.difference(arms.get(T).pair(0, 1), arms.get(C).pair(0, 1), .05), .05);
        });
        SIMULATIONS.coverage("CUPED of a ratio of sums, 200 units each", worlds, 22, d -> {
            List<CrossMoments> arms = List.of(plays(d, 0), plays(d, .05));
            return Simulations.covers(Cuped.ofRatio(arms).difference(T, C), .05);
        });
        SIMULATIONS.falseAlarms("CUPED of a ratio of sums, tested, 200 units each", worlds, 23, d -> {
            List<CrossMoments> arms = List.of(plays(d, 0), plays(d, 0));
            return Simulations.alarm(Cuped.ofRatio(arms).test(T, C));
        });
    }

    /** 200 users who see more or less and play more or less of it, before and after; the rate given what is seen is .3. */
    private static CrossMoments plays(Draws d, double effect) {
        CrossMoments.Builder arm = new CrossMoments.Builder(4);
        for (int i = 0; i < 200; i++) {
            double taste = Normal.cdf(d.normal()) - .5;
            double seenBefore = 1 + d.below(10);
            double seen = 1 + d.below(10);
            arm.add(
                    played(d, seen, .3 + effect + .4 * taste),
                    seen,
                    played(d, seenBefore, .3 + .4 * taste),
                    seenBefore);
        }
        return arm.build();
    }

    private static double played(Draws d, double seen, double rate) {
        int played = 0;
        for (int k = 0; k < seen; k++) {
            played += d.uniform() < rate ? 1 : 0;
        }
        return played;
    }

    private static Estimate found(Figure figure) {
        return figure.found().orElseThrow();
    }
}
