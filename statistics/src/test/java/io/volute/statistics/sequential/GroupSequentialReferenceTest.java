package io.volute.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GroupSequentialReferenceTest {

    private static final Offset<Double> FOUR_PLACES = within(5e-5);

    /** gsDesign, rpact: Lan-DeMets O'Brien-Fleming, one-sided .025, four equal looks; looks at .25, .6, 1. */
    @Test
    void obrienFlemingBoundsAgreeWithPublishedOnes() {
        assertThat(upper(.025, Spending.OBRIEN_FLEMING, .25, .5, .75, 1))
                .containsExactly(new double[] {4.3326, 2.9631, 2.3590, 2.0141}, FOUR_PLACES);
        assertThat(upper(.025, Spending.OBRIEN_FLEMING, .25, .6, 1))
                .containsExactly(new double[] {4.3326, 2.6689, 1.9810}, FOUR_PLACES);
    }

    /** rpact: inflation 1.0196 at power .8. */
    @Test
    void looksCostTwoPercentMoreRows() {
        assertThat(GroupSequential.inflation(equal(4), .025, Spending.OBRIEN_FLEMING, .8))
                .isCloseTo(1.0196, FOUR_PLACES);
    }

    /** Armitage, McPherson, Rowe (1969): repeated tests at 5 % without correction, 2, 5, 10, 20 looks. */
    @Test
    void uncorrectedLooksRaiseFalseAlarmsAsPublished() {
        int[] looks = {2, 5, 10, 20};
        double[] published = {.083, .142, .193, .248};
        for (int i = 0; i < looks.length; i++) {
            double[] bounds = new double[looks[i]];
            Arrays.fill(bounds, 1.959964);
            assertThat(GroupSequential.crossing(equal(looks[i]), bounds, true, 0))
                    .as("%s looks", looks[i])
                    .isCloseTo(published[i], within(5e-4));
        }
    }

    /** Jennison, Turnbull (2000), tables 2.1 and 2.3: last bounds of the two-sided tests at .05. */
    @Test
    void classicConstantsAgreeWithTheTables() {
        assertThat(constant(2, k -> 1)).isCloseTo(2.178, within(5e-4));
        assertThat(constant(4, k -> 1)).isCloseTo(2.361, within(5e-4));
        assertThat(constant(10, k -> 1)).isCloseTo(2.555, within(5e-4));
        assertThat(constant(2, k -> Math.sqrt(2 / k))).isCloseTo(1.977, within(5e-4));
        assertThat(constant(4, k -> Math.sqrt(4 / k))).isCloseTo(2.024, within(5e-4));
        assertThat(constant(10, k -> Math.sqrt(10 / k))).isCloseTo(2.087, within(5e-4));
    }

    /** A first look that spends 5e-8: an absolute tolerance would give 8.0 here. */
    @Test
    void tinyIncrementsAreSolvedByTheirLogarithm() {
        double t = fractionThatSpends(5e-8);

        assertThat(GroupSequential.bounds(new double[] {t}, .025, Spending.OBRIEN_FLEMING, false)
                        .get(0))
                .isCloseTo(5.3267, FOUR_PLACES);
    }

    @Test
    void aLookWithNothingToSpendIsWithoutBoundAndItsShareCarriesOn() {
        double[] bounds = upper(.025, Spending.OBRIEN_FLEMING, .01, .5, 1);

        assertThat(bounds[0]).isInfinite();
        assertThat(GroupSequential.crossing(new double[] {.01, .5, 1}, bounds, false, 0))
                .isCloseTo(.025, within(1e-8));
    }

    @Test
    void allLooksTogetherSpendTheLevel() {
        for (Spending spending : Spending.values()) {
            double[] t = {.13, .4, .55, .9, 1.07};
            assertThat(GroupSequential.crossing(t, upper(.025, spending, t), false, 0))
                    .as("%s", spending)
                    .isCloseTo(.025, within(1e-8));
        }
        assertThat(Spending.POCOCK.spent(.025, 1)).isEqualTo(.025);
        assertThat(Spending.POCOCK.spent(.025, 0)).isZero();
    }

    @Test
    void oneLookIsTheFixedTest() {
        assertThat(upper(.025, Spending.POCOCK, 1)[0]).isCloseTo(1.959964, within(1e-6));
        assertThat(GroupSequential.inflation(new double[] {1}, .025, Spending.POCOCK, .8))
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void refusesInformationThatFalls() {
        assertThatThrownBy(() -> upper(.025, Spending.POCOCK, .5, .4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> upper(.025, Spending.POCOCK, .5, .5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] upper(double alpha, Spending spending, double... information) {
        return GroupSequential.bounds(information, alpha, spending, true).stream()
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

    private static double constant(int looks, DoubleUnaryOperator shape) {
        double low = 1;
        double high = 4;
        for (int i = 0; i < 16; i++) {
            double middle = (low + high) / 2;
            double[] bounds = new double[looks];
            for (int k = 0; k < looks; k++) {
                bounds[k] = middle * shape.applyAsDouble(k + 1.0);
            }
            if (GroupSequential.crossing(equal(looks), bounds, true, 0) > .05) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double fractionThatSpends(double increment) {
        double low = .01;
        double high = 1;
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (Spending.OBRIEN_FLEMING.spent(.025, middle) < increment) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
