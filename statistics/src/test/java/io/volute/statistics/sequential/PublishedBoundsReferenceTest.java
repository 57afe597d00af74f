package io.volute.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.distribution.Normal;
import io.volute.statistics.distribution.Student;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Boundaries against published ones. "rpact" is the R package of Wassmer and Pahlke, its validation suite
 * {@code tests/testthat/test-f_design_group_sequential.R}; levels there are one-sided. Tables of Jennison, Turnbull, Group
 * Sequential Methods (2000), with their pages, are those that gsDesign's own tests quote ({@code test.JT}).
 */
class PublishedBoundsReferenceTest {

    private static final Offset<Double> SIX_PLACES = within(2e-6);
    private static final Offset<Double> TABLE = within(6e-4);

    /** rpact, getDesignInverseNormal() with its defaults: O'Brien, Fleming, three looks, .025. */
    @Test
    void obrienFlemingAgreesWithRpact() {
        assertThat(GroupSequential.classic(3, .05, 0))
                .containsExactly(new double[] {3.4710914, 2.4544323, 2.0040356}, SIX_PLACES);
    }

    /** rpact, typeOfDesign "asKD", gammaA 2.2, looks .3 .7 1, .03. */
    @Test
    void powerSpendingAgreesWithRpact() {
        assertThat(upper(.03, Spending.power(2.2), true, .3, .7, 1))
                .containsExactly(new double[] {2.8594012, 2.2435708, 1.9735737}, SIX_PLACES);
        assertThat(Spending.power(2.2).spent(.03, .3)).isCloseTo(.0021222083, within(5e-11));
        assertThat(Spending.power(2.2).spent(.03, .7)).isCloseTo(.013687904, within(5e-10));
    }

    /** rpact, "asHSD" with gammaA 0, which spends evenly as rho 1: looks .2 .4 1, .03; inflation at power .86. */
    @Test
    void evenSpendingAndItsInflationAgreeWithRpact() {
        double[] t = {.2, .4, 1};

        assertThat(upper(.03, Spending.power(1), true, t))
                .containsExactly(new double[] {2.5121443, 2.4228747, 2.0280392}, SIX_PLACES);
        assertThat(GroupSequential.inflation(t, .03, Spending.power(1), .86)).isCloseTo(1.0788327, SIX_PLACES);
    }

    /** rpact, "asP": looks .35 .7 1, .13; and an unfinished plan, looks .4 .7, .025. */
    @Test
    void pocockSpendingAgreesWithRpact() {
        assertThat(upper(.13, Spending.POCOCK, true, .35, .7, 1))
                .containsExactly(new double[] {1.5446617, 1.4828682, 1.4620058}, SIX_PLACES);
        assertThat(upper(.025, Spending.POCOCK, false, .4, .7))
                .containsExactly(new double[] {2.223875, 2.3050796}, SIX_PLACES);
        assertThat(Spending.POCOCK.spent(.025, .7)).isCloseTo(.0197432, within(5e-9));
    }

    /** rpact, "asOF": looks .4 .75 .85 1, .13. */
    @Test
    void obrienFlemingSpendingAgreesWithRpact() {
        assertThat(upper(.13, Spending.OBRIEN_FLEMING, true, .4, .75, .85, 1))
                .containsExactly(new double[] {2.1280732, 1.4368565, 1.422873, 1.2970881}, SIX_PLACES);
    }

    /** rpact, "asUser": .01 .02 .03 .05 at four equal looks. */
    @Test
    void aSpendingFunctionOfOnesOwnAgreesWithRpact() {
        double[] spent = {0, .01, .02, .03, .05};

        assertThat(upper(.05, (alpha, t) -> spent[(int) Math.round(4 * t)], true, .25, .5, .75, 1))
                .containsExactly(new double[] {2.3263479, 2.2192994, 2.1201347, 1.8189562}, SIX_PLACES);
    }

    /**
     * The Lan-DeMets program (Reboussin, DeMets, Kim, Lan, Controlled Clinical Trials 21, 2000): five equal looks,
     * one-sided .025. Its grid is coarser than ours: it prints 3.3569 where multivariate normal integrals give 3.35701.
     */
    @Test
    void fiveEqualLooksAgreeWithTheLanDeMetsProgram() {
        assertThat(upper(.025, Spending.OBRIEN_FLEMING, true, .2, .4, .6, .8, 1))
                .containsExactly(new double[] {4.8769, 3.3569, 2.6803, 2.2898, 2.0310}, within(1.2e-4));
        assertThat(upper(.025, Spending.POCOCK, true, .2, .4, .6, .8, 1))
                .containsExactly(new double[] {2.4380, 2.4268, 2.4101, 2.3966, 2.3859}, within(1.2e-4));
    }

    /** Jennison, Turnbull (2000), tables 2.1 and 2.3, two-sided .05; up to five looks in multivariate normal integrals. */
    @Test
    void classicConstantsAgreeWithTheTables() {
        double[] pocock = {1.960, 2.178, 2.289, 2.361, 2.413, 2.453, 2.485, 2.512, 2.535, 2.555};
        double[] obrienFleming = {1.960, 1.977, 2.004, 2.024, 2.040, 2.053, 2.063, 2.072, 2.080, 2.087};
        for (int looks = 1; looks <= 10; looks++) {
            assertThat(last(looks, .5)).as("Pocock, %s looks", looks).isCloseTo(pocock[looks - 1], TABLE);
            assertThat(last(looks, 0))
                    .as("O'Brien, Fleming, %s looks", looks)
                    .isCloseTo(obrienFleming[looks - 1], TABLE);
        }
        assertThat(last(20, .5)).isCloseTo(2.672, TABLE);
        assertThat(last(20, 0)).isCloseTo(2.126, TABLE);
    }

    /** Wang, Tsiatis, Biometrics 43 (1987); Jennison, Turnbull (2000), table 2.9, p. 40: shapes .10 .25 .40 at .05. */
    @Test
    void shapesInBetweenAgreeWithTheTable() {
        double[][] published = {
            {1.994, 2.038, 2.111}, {2.026, 2.083, 2.186}, {2.050, 2.113, 2.233}, {2.068, 2.136, 2.267}
        };
        for (int looks = 2; looks <= 5; looks++) {
            assertThat(new double[] {last(looks, .1), last(looks, .25), last(looks, .4)})
                    .as("%s looks", looks)
                    .containsExactly(published[looks - 2], TABLE);
        }
        assertThat(last(9, .1)).isCloseTo(2.113, TABLE);
        assertThat(last(6, .25)).isCloseTo(2.154, TABLE);
        assertThat(last(7, .4)).isCloseTo(2.313, TABLE);
    }

    /**
     * How much larger the most rows are, two-sided .05, Jennison, Turnbull (2000): Pocock's test, table 2.7, p. 37; O'Brien and
     * Fleming's, table 2.8, p. 38; Wang and Tsiatis', table 2.10, p. 41.
     */
    @Test
    void whatLooksCostAgreesWithTheTables() {
        assertThat(powerAt(4, .5, 1.202, .8)).isCloseTo(.8, within(5e-4));
        assertThat(powerAt(15, .5, 1.305, .9)).isCloseTo(.9, within(5e-4));
        assertThat(powerAt(5, 0, 1.028, .8)).isCloseTo(.8, within(5e-4));
        assertThat(powerAt(20, 0, 1.045, .9)).isCloseTo(.9, within(5e-4));
        assertThat(powerAt(9, .1, 1.048, .9)).isCloseTo(.9, within(5e-4));
        assertThat(powerAt(6, .25, 1.077, .8)).isCloseTo(.8, within(5e-4));
        assertThat(powerAt(7, .4, 1.159, .8)).isCloseTo(.8, within(5e-4));
    }

    /** Jennison, Turnbull (2000), table 7.2, p. 151: spending by a power of the information, two-sided .05, power .8. */
    @Test
    void whatSpendingByAPowerCostsAgreesWithTheTable() {
        assertThat(GroupSequential.inflation(equal(3), .025, Spending.power(1), .8))
                .isCloseTo(1.117, TABLE);
        assertThat(GroupSequential.inflation(equal(10), .025, Spending.power(2), .8))
                .isCloseTo(1.081, TABLE);
        assertThat(GroupSequential.inflation(equal(2), .025, Spending.power(3), .8))
                .isCloseTo(1.010, TABLE);
    }

    /**
     * Armitage, McPherson, Rowe, Repeated significance tests on accumulating data, JRSS A 132 (1969): looks at 5 % that nobody
     * corrects. The halves of 2, 4, 10 and 20 looks are .042 .063 .097 .124 in gsDesign's {@code test.Deming.gsProb}.
     */
    @Test
    void uncorrectedLooksAgreeWithTheTable() {
        int[] looks = {1, 2, 3, 4, 5, 10, 20, 50};
        double[] published = {.050, .083, .107, .126, .142, .193, .248, .320};
        for (int i = 0; i < looks.length; i++) {
            double[] bounds = new double[looks[i]];
            Arrays.fill(bounds, Normal.upperQuantile(.025));
            assertThat(GroupSequential.crossing(equal(looks[i]), bounds, true, 0))
                    .as("%s looks", looks[i])
                    .isCloseTo(published[i], within(6e-4));
        }
    }

    /**
     * rpact, test-f_analysis_base_means.R: 120 values, mean .45, deviation 1.3 against .25; two looks, Wang-Tsiatis .4;
     * conditional rejection probability at no effect .094509305.
     */
    @Test
    void conditionalPowerAgreesWithRpact() {
        double p = Student.twoSided(.2 / (1.3 / Math.sqrt(120)), 119) / 2;

        assertThat(GroupSequential.conditionalPower(.5, Normal.upperQuantile(p), 0, last(2, .4)))
                .isCloseTo(.094509305, within(2e-6));
        assertThat(GroupSequential.conditionalPower(1, 2, 0, 1.96)).isEqualTo(1);
        assertThat(GroupSequential.conditionalPower(1, 1.9, 0, 1.96)).isZero();
    }

    /** 200 nodes for all would be too coarse here: the looks together must still spend the level, to seven places. */
    @Test
    void twoHundredLooksSpendTheLevelAndCloseOnesToo() {
        double[] t = equal(200);
        assertThat(GroupSequential.crossing(t, upper(.025, Spending.POCOCK, true, t), false, 0))
                .isCloseTo(.025, within(1e-9));
        assertThat(GroupSequential.crossing(t, upper(.025, Spending.OBRIEN_FLEMING, true, t), true, 0))
                .isCloseTo(.05, within(1e-7));
        double[] close = {.3, .3001, .6, .60001, .999, 1};
        double[] bounds = upper(.025, Spending.POCOCK, true, close);
        assertThat(bounds[1]).isFinite();
        assertThat(GroupSequential.crossing(close, bounds, false, 0)).isCloseTo(.025, within(1e-9));
    }

    @Test
    void refusesShapesAndPowersOutsideTheirRange() {
        assertThatThrownBy(() -> Spending.power(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GroupSequential.classic(0, .05, .5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GroupSequential.classic(3, .05, .6)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Spending.power(2)).isEqualTo(Spending.power(2));
        assertThat(Spending.power(2).spent(.025, 1.3)).isEqualTo(.025);
        assertThat(Spending.power(2).spent(.025, 0)).isZero();
    }

    private static double powerAt(int looks, double shape, double inflation, double power) {
        double drift = (Normal.upperQuantile(.025) + Normal.quantile(power)) * Math.sqrt(inflation);
        return GroupSequential.crossing(equal(looks), GroupSequential.classic(looks, .05, shape), true, drift);
    }

    private static double last(int looks, double shape) {
        return GroupSequential.classic(looks, .05, shape)[looks - 1];
    }

    private static double[] upper(double alpha, SpendingFunction spending, boolean last, double... information) {
        return GroupSequential.bounds(information, alpha, spending, last).stream()
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
