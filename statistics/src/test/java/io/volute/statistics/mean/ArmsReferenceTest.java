package io.volute.statistics.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.moments.PairMoments;
import org.junit.jupiter.api.Test;

class ArmsReferenceTest {

    /** Totals of two arms from the tests of gbstats (GrowthBook's statistics engine). */
    private static final Moments CONTROL = Moments.ofSums(3407, 1396.87, 52377.9767);

    private static final Moments TREATMENT = Moments.ofSums(3461, 2422.7, 134698.29);

    @Test
    void welchIntervalAgreesWithGbstats() {
        Estimate d = found(Arms.difference(TREATMENT, CONTROL));

        assertThat(d.estimate()).isCloseTo(.29, within(5e-5));
        assertThat(d.low()).isCloseTo(.04538, within(5e-6));
        assertThat(d.high()).isCloseTo(.53462, within(5e-6));
        assertThat(d.n()).isEqualTo(6868);
        assertThat(((Significance) Arms.test(TREATMENT, CONTROL)).p()).isCloseTo(.02016, within(5e-6));
    }

    @Test
    void deltaLiftAgreesWithGbstats() {
        Estimate lift = found(Arms.liftDelta(TREATMENT, CONTROL, .05));

        assertThat(lift.estimate()).isCloseTo(.70732, within(5e-6));
        assertThat(lift.low()).isCloseTo(-.03526, within(5e-6));
        assertThat(lift.high()).isCloseTo(1.44989, within(5e-6));
        assertThat(((Significance) Arms.testDelta(TREATMENT, CONTROL)).p()).isCloseTo(.06191, within(5e-6));
    }

    @Test
    void fiellerExcludesNoLiftExactlyWhereTheDifferenceExcludesZero() {
        Estimate lift = found(Arms.lift(TREATMENT, CONTROL));

        assertThat(lift.low()).isCloseTo(.09406, within(5e-6));
        assertThat(lift.high()).isCloseTo(1.70869, within(5e-6));
    }

    /** R: t.test(extra ~ group, data = sleep), Student's sleep data: t -1.8608, df 17.776, p .07939. */
    @Test
    void welchTestAgreesWithRsSleepData() {
        Moments first = Moments.of(.7, -1.6, -.2, -1.2, -.1, 3.4, 3.7, .8, 0, 2);
        Moments second = Moments.of(1.9, .8, 1.1, .1, -.1, 4.4, 5.5, 1.6, 4.6, 3.4);

        Significance welch = (Significance) Arms.test(first, second);
        Estimate d = found(Arms.difference(first, second));

        assertThat(welch.statistic()).isCloseTo(-1.8608, within(5e-5));
        assertThat(welch.df()).isCloseTo(17.776, within(5e-4));
        assertThat(welch.p()).isCloseTo(.07939, within(5e-6));
        assertThat(d.low()).isCloseTo(-3.3654832, within(5e-7));
        assertThat(d.high()).isCloseTo(.2054832, within(5e-7));
    }

    /** Deng, Knoblich, Lu (KDD 2018): ratio of sums by influences. */
    @Test
    void ratioOfSumsHasTheErrorOfItsInfluences() {
        Moments control = PairMoments.of(new double[] {1, 0, 2, 0, 3}, new double[] {4, 2, 5, 0, 9})
                .ratio();
        Moments treatment = PairMoments.of(new double[] {2, 1, 3, 1, 2}, new double[] {5, 3, 6, 2, 4})
                .ratio();

        assertThat(control.mean()).isCloseTo(.30, within(1e-12));
        assertThat(control.standardError()).isCloseTo(.048088, within(5e-7));
        assertThat(treatment.mean()).isCloseTo(.45, within(1e-12));
        assertThat(treatment.standardError()).isCloseTo(.031869, within(5e-7));
        assertThat(Arms.df(treatment, control)).isCloseTo(6.945, within(5e-4));
    }

    @Test
    void liftOfANegativeControlIsMeasuredAgainstItsSize() {
        Moments losing = Moments.of(-10, -11, -9, -10);
        Moments better = Moments.of(-8, -9, -7, -8);

        Estimate lift = found(Arms.lift(better, losing));

        assertThat(lift.estimate()).isCloseTo(.2, within(1e-12));
        assertThat(lift.low()).isPositive().isLessThan(.2);
        assertThat(lift.high()).isGreaterThan(.2);
    }

    @Test
    void refusesALiftWhoseControlIsNotToldFromZero() {
        Figure lift = Arms.lift(Moments.of(5, 6, 7), Moments.of(-1, 0, 1.5));

        assertThat(lift.refusal().map(Refused::code)).contains("control-near-zero");
    }

    @Test
    void refusesAnEmptyArmAndConstantArms() {
        assertThat(Arms.difference(Moments.of(1), Moments.of(1, 2)).refusal().map(Refused::code))
                .contains("too-few-rows");
        assertThat(Arms.difference(Moments.of(2, 2), Moments.of(1, 1)).refusal().map(Refused::code))
                .contains("no-variance");
    }

    private static Estimate found(Figure figure) {
        return figure.found().orElseThrow();
    }
}
