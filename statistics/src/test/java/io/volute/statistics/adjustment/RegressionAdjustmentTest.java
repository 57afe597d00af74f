package io.volute.statistics.adjustment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Simulations;
import io.volute.statistics.mean.Arms;
import io.volute.statistics.moments.CrossMoments;
import io.volute.statistics.random.Draws;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lin, Agnostic notes on regression adjustments to experimental data (Annals of Applied Statistics 2013). */
class RegressionAdjustmentTest {

    private static final Simulations SIMULATIONS = Simulations.of(RegressionAdjustmentTest.class);

    private static final int C = 0;
    private static final int T = 1;

    /**
     * Forty units an arm made of a formula, so that numpy's least squares sees the same numbers; figures from
     * benchmarks/reference/effects.py.
     */
    @Test
    void agreesWithLeastSquaresOfNumpyInEachArm() {
        RegressionAdjustment lin = RegressionAdjustment.ofMean(List.of(formula(0, 40), formula(1, 44)));
        Estimate d = found(lin.difference(T, C));

        assertThat(lin.slopes(C)[0]).isCloseTo(SLOPE_C, within(1e-6));
        assertThat(lin.slopes(T)[1]).isCloseTo(SLOPE_T, within(1e-6));
        assertThat(d.estimate()).isCloseTo(DIFFERENCE, within(1e-7));
        assertThat(lin.error(T, C)).isCloseTo(ERROR, within(1e-7));
        assertThat(lin.df(T, C)).isCloseTo(DF, within(1e-5));
        assertThat(d.method()).isEqualTo("lin-t");
        assertThat(d.n()).isEqualTo(84);
    }

    private static final double SLOPE_C = .7327105;
    private static final double SLOPE_T = -.3649911;
    private static final double DIFFERENCE = .8721687;
    private static final double ERROR = .1576925;
    private static final double DF = 76.804007;

    private static CrossMoments formula(int arm, int n) {
        CrossMoments.Builder builder = new CrossMoments.Builder(3);
        for (int i = 0; i < n; i++) {
            double x1 = (i * 37 % 41) / 10.0 + .1 * arm;
            double x2 = i * 11 % 3 == 0 ? 1 : 0;
            double noise = (i * 53 % 47) / 20.0;
            builder.add(1 + .7 * x1 - .4 * x2 + arm * (.5 + .2 * x1) + noise, x1, x2);
        }
        return builder.build();
    }

    @Test
    void newUsersEnterWithAnIndicatorAndTheErrorShrinks() {
        CrossMoments c = users(Draws.of(5), 600, 0);
        CrossMoments t = users(Draws.of(6), 600, .2);
        RegressionAdjustment lin = RegressionAdjustment.ofMean(List.of(c, t));

        assertThat(lin.error(T, C)).isLessThan(.75 * Arms.error(t.moments(0), c.moments(0)));
        assertThat(found(lin.difference(T, C)).covers(.2)).isTrue();
    }

    /** A third of the users is new: no past (0) and an indicator; they also spend less. */
    private static CrossMoments users(Draws d, int n, double effect) {
        CrossMoments.Builder builder = new CrossMoments.Builder(3);
        for (int i = 0; i < n; i++) {
            boolean isNew = d.uniform() < 1 / 3.0;
            double past = 10 + 2 * d.normal();
            double y = (isNew ? 7 : past) + effect + d.normal();
            builder.add(y, isNew ? 0 : past, isNew ? 1 : 0);
        }
        return builder.build();
    }

    @Test
    void covariatesThatSayTheSameTwiceOrNothingChangeNothing() {
        double[][] c = rows(Draws.of(7), 100, 0);
        double[][] t = rows(Draws.of(8), 120, .4);
        Figure one = RegressionAdjustment.ofMean(List.of(CrossMoments.of(c[0], c[1]), CrossMoments.of(t[0], t[1])))
                .difference(T, C);
        Figure thrice = RegressionAdjustment.ofMean(List.of(
                        CrossMoments.of(c[0], c[1], c[1], new double[100]),
                        CrossMoments.of(t[0], t[1], t[1], new double[120])))
                .difference(T, C);

        assertThat(found(thrice).estimate()).isCloseTo(found(one).estimate(), within(1e-6));
    }

    private static double[][] rows(Draws d, int n, double effect) {
        double[][] columns = new double[2][n];
        for (int i = 0; i < n; i++) {
            columns[1][i] = d.normal();
            columns[0][i] = 4 + effect + columns[1][i] + .5 * d.normal();
        }
        return columns;
    }

    @Test
    void refusesMoreCovariatesThanOneInTwentyUnits() {
        double[][] few = rows(Draws.of(9), 39, 0);
        double[][] enough = rows(Draws.of(10), 40, 0);
        CrossMoments small = CrossMoments.of(few[0], few[1], few[1]);
        CrossMoments large = CrossMoments.of(enough[0], enough[1], enough[1]);

        assertThat(RegressionAdjustment.ofMean(List.of(large, small))
                        .difference(T, C)
                        .refusal()
                        .map(Refused::message))
                .hasValueSatisfying(message -> assertThat(message).contains("treatment", "39", "40"));
        assertThat(RegressionAdjustment.ofMean(List.of(large, large)).difference(T, C))
                .isInstanceOf(Estimate.class);
    }

    @Test
    void aRatioTakesFurtherCovariatesBesideItsPast() {
        CrossMoments.Builder c = new CrossMoments.Builder(5);
        CrossMoments.Builder t = new CrossMoments.Builder(5);
        Draws d = Draws.of(12);
        for (int i = 0; i < 400; i++) {
            for (CrossMoments.Builder arm : List.of(c, t)) {
                double isNew = d.uniform() < .3 ? 1 : 0;
                double seen = 1 + d.below(9);
                double past = isNew == 1 ? 0 : 1 + d.below(9);
                double rate = .2 + .2 * d.uniform() + (arm == t ? .1 : 0);
                arm.add(rate * seen, seen, (rate - (arm == t ? .1 : 0)) * past, past, isNew);
            }
        }
        RegressionAdjustment lin = RegressionAdjustment.ofRatio(List.of(c.build(), t.build()));
        CrossMoments none =
                CrossMoments.of(new double[400], new double[400], new double[400], new double[400], new double[400]);

        assertThat(found(lin.difference(T, C)).covers(.1)).isTrue();
        assertThat(lin.error(T, C))
                .isLessThan(Arms.error(
                        c.build().pair(0, 1).ratio(), t.build().pair(0, 1).ratio()));
        assertThat(RegressionAdjustment.ofRatio(List.of(c.build(), none))
                        .difference(T, C)
                        .refusal()
                        .map(Refused::code))
                .contains("zero-denominator");
    }

    /** The effect grows with the covariate: then the luck of having met these units is part of the error. */
    @Test
    @Tag("simulation")
    void intervalsCoverAnEffectThatDiffersBetweenUnits() {
        int worlds = Simulations.worlds(1000);
        SIMULATIONS.coverage(
                "Lin's adjustment, 80 units an arm",
                worlds,
                31,
                d -> Simulations.covers(uneven(d).difference(T, C), 1));
        SIMULATIONS.coverage(
                "lift by Lin's adjustment, 80 units an arm",
                worlds,
                32,
                d -> Simulations.covers(uneven(d).lift(T, C, .05), .25));
    }

    private static RegressionAdjustment uneven(Draws d) {
        CrossMoments.Builder c = new CrossMoments.Builder(2);
        CrossMoments.Builder t = new CrossMoments.Builder(2);
        for (int i = 0; i < 80; i++) {
            double xc = d.normal();
            double xt = d.normal();
            c.add(4 + .5 * xc + .5 * d.normal(), xc);
            t.add(5 + 2.5 * xt + .5 * d.normal(), xt);
        }
        return RegressionAdjustment.ofMean(List.of(c.build(), t.build()));
    }

    private static Estimate found(Figure figure) {
        return figure.found().orElseThrow();
    }
}
