package io.volute.statistics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.random.Draws;
import org.junit.jupiter.api.Test;

class ValueReferenceTest {

    private static final ValueCurve CURVE = ValueCurve.unlimited(10_000, .05, 100, 15, 0);

    @Test
    void valueOfAModelFollowsTheBinormalCurve() {
        assertThat(CURVE.value(.7)).isCloseTo(2128, within(.5));
        assertThat(CURVE.value(.8)).isCloseTo(9405, within(.5));
        assertThat(CURVE.falsePositiveRate(.8)).isCloseTo(.0701, within(5e-5));
        assertThat(CURVE.value(.9)).isCloseTo(21_616, within(.5));
        assertThat(CURVE.breakEven(20_000).orElseThrow()).isCloseTo(.88910, within(5e-6));
    }

    @Test
    void valueNeverFallsWithTheAucAndEndsAtThePerfectModel() {
        double before = 0;
        for (double auc = .5; auc < 1; auc += .005) {
            double value = CURVE.value(auc);
            assertThat(value).as("auc %s", auc).isGreaterThanOrEqualTo(before - 1e-9);
            before = value;
        }

        assertThat(CURVE.value(.5)).isZero();
        assertThat(CURVE.value(1)).isCloseTo(50_000, within(1e-6));
        assertThat(CURVE.breakEven(50_001)).isEmpty();
        assertThat(CURVE.breakEven(0)).hasValue(.5);
    }

    @Test
    void whereActingOnAllPaysACoinIsWorthThat() {
        ValueCurve generous = ValueCurve.unlimited(1000, .5, 10, 1, 0);

        assertThat(generous.value(.5)).isCloseTo(1000 * (.5 * 10 - .5), within(1e-9));
    }

    @Test
    void aSmallCapacityLimitsTheValue() {
        ValueCurve limited = new ValueCurve(10_000, .05, 100, 15, 0, 100);

        assertThat(limited.value(.8)).isLessThan(CURVE.value(.8)).isPositive();
        assertThat(limited.value(1)).isCloseTo(100 * 100, within(1.0));
        assertThat(new ValueCurve(10_000, .05, 100, 15, 0, 10_000).value(.8)).isEqualTo(CURVE.value(.8));
    }

    /** Raiffa, Schlaifer's unit normal loss: m 30, s 50 gives 8.4336. */
    @Test
    void perfectInformationHasItsClosedForm() {
        assertThat(Worth.perfectInformation(30, 50)).isCloseTo(8.4336, within(5e-5));
        assertThat(Worth.perfectInformation(-30, 50)).isCloseTo(8.4336, within(5e-5));
        assertThat(Worth.perfectInformation(30, 0)).isZero();
        assertThat(Worth.expectedLoss(30, 50)).isCloseTo(8.4336, within(5e-5));
        assertThat(Worth.expectedLoss(-30, 50)).isCloseTo(38.4336, within(5e-5));
        assertThat(Worth.expectedLoss(-30, 0)).isEqualTo(30);
    }

    @Test
    void expectedLossIsTheMeanOfWhatIsLost() {
        Draws draws = Draws.of(7);
        double sum = 0;
        for (int i = 0; i < 200_000; i++) {
            sum += Math.max(0, -draws.normal(1, 2));
        }

        assertThat(Worth.expectedLoss(1, 2)).isCloseTo(sum / 200_000, within(.01));
        assertThat(Worth.chanceAboveZero(1, 2)).isCloseTo(.6915, within(5e-5));
        assertThat(Worth.chanceAboveZero(-1, 0)).isZero();
    }

    /** Wright (1936): 40, 32.04, 28.14, 25.67 at exponent .32. */
    @Test
    void releasesGrowCheaperByWrightsLaw() {
        assertThat(Worth.releaseCost(40, .32, 1)).isEqualTo(40);
        assertThat(Worth.releaseCost(40, .32, 2)).isCloseTo(32.04, within(5e-3));
        assertThat(Worth.releaseCost(40, .32, 3)).isCloseTo(28.14, within(5e-3));
        assertThat(Worth.releaseCost(40, .32, 4)).isCloseTo(25.67, within(5e-3));
        assertThatThrownBy(() -> Worth.releaseCost(40, .32, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
