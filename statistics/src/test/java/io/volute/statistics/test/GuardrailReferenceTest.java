package io.volute.statistics.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.mean.Arms;
import io.volute.statistics.moments.Moments;
import org.junit.jupiter.api.Test;

class GuardrailReferenceTest {

    /** Margin 1 % of hours: (9.98 - .99 * 10) / sqrt(25/10000 + .99^2 * 25/10000) = 1.13704, by hand. */
    @Test
    void theStatisticIsThatOfTheMethod() {
        Guardrail hours = new Guardrail(arm(10_000, 9.98, 5), arm(10_000, 10, 5), .01, false);
        Significance tested = found(hours);

        assertThat(tested.statistic()).isCloseTo(.08 / (.05 * Math.sqrt(1 + .99 * .99)), within(1e-12));
        assertThat(tested.p()).isCloseTo(.1278, within(5e-4));
        assertThat(hours.standing()).isEqualTo(Margin.Standing.UNDECIDED);
        Guardrail wider = new Guardrail(arm(10_000, 9.98, 5), arm(10_000, 10, 5), .02, false);
        assertThat(found(wider).statistic()).isCloseTo(.18 / (.05 * Math.sqrt(1 + .98 * .98)), within(1e-12));
        assertThat(wider.standing()).isEqualTo(Margin.Standing.HOLDS);
    }

    @Test
    void aRiseIsBadForCancellations() {
        Moments control = arm(80_000, .05, Math.sqrt(.05 * .95));

        assertThat(standing(arm(80_000, .0495, .2179), control, .05)).isEqualTo(Margin.Standing.HOLDS);
        assertThat(standing(arm(80_000, .0515, .2179), control, .05)).isEqualTo(Margin.Standing.UNDECIDED);
        assertThat(standing(arm(80_000, .0560, .2179), control, .05)).isEqualTo(Margin.Standing.HARM);
        assertThat(standing(arm(4_000_000, .0510, .2179), arm(4_000_000, .05, .2179), .05))
                .as("worse, but by less than the margin")
                .isEqualTo(Margin.Standing.HOLDS);
    }

    /** Not significant is what an empty experiment is, too. */
    @Test
    void notSignificantIsNotAPass() {
        Moments few = arm(20, 10, 5);

        assertThat(Arms.test(few, few).tested().orElseThrow().p()).isEqualTo(1);
        assertThat(new Guardrail(few, few, .01, false).standing()).isEqualTo(Margin.Standing.UNDECIDED);
    }

    @Test
    void theMarginOfANegativeMeanIsAShareOfItsSize() {
        Moments control = arm(10_000, -10, 5);

        assertThat(new Guardrail(arm(10_000, -10.05, 5), control, .02, false).standing())
                .isEqualTo(Margin.Standing.HOLDS);
        assertThat(new Guardrail(arm(10_000, -10.4, 5), control, .02, false).standing())
                .isEqualTo(Margin.Standing.HARM);
        Significance down = found(new Guardrail(arm(10_000, -10.05, 5), control, .02, false));
        Significance mirrored = found(new Guardrail(arm(10_000, 10.05, 5), arm(10_000, 10, 5), .02, true));
        assertThat(down).isEqualTo(mirrored);
    }

    @Test
    void aShareOfNothingIsNoMarginButHarmIsTold() {
        Moments almostNone = arm(1000, .002, .0447);

        assertThat(new Guardrail(almostNone, almostNone, .05, true).test())
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo("control-near-zero"));
        assertThat(new Guardrail(almostNone, almostNone, .05, true).standing()).isEqualTo(Margin.Standing.REFUSED);
        assertThat(new Guardrail(arm(1000, .05, .2179), almostNone, .05, true).standing())
                .isEqualTo(Margin.Standing.HARM);
        assertThat(new Guardrail(Moments.EMPTY, almostNone, .05, true).standing())
                .isEqualTo(Margin.Standing.REFUSED);
        assertThat(new Guardrail(Moments.of(3, 3), Moments.of(3, 3), .05, true).standing())
                .isEqualTo(Margin.Standing.REFUSED);
        assertThatThrownBy(() -> new Guardrail(almostNone, almostNone, 0, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Guardrail(almostNone, almostNone, 1, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** As the margin goes to 0 the test becomes one side of Welch's. */
    @Test
    void withoutAMarginItIsWelchsTest() {
        Moments treatment = Moments.of(4, 7, 3, 9, 8);
        Moments control = Moments.of(3, 5, 2, 8, 6);
        Significance welch = Arms.test(treatment, control).tested().orElseThrow();

        Significance tested = found(new Guardrail(treatment, control, 1e-12, false));

        assertThat(tested.statistic()).isCloseTo(welch.statistic(), within(1e-9));
        assertThat(tested.p()).isCloseTo(welch.p() / 2, within(1e-9));
    }

    private static Margin.Standing standing(Moments treatment, Moments control, double margin) {
        return new Guardrail(treatment, control, margin, true).standing();
    }

    private static Moments arm(long n, double mean, double deviation) {
        return new Moments(n, mean, deviation * deviation * (n - 1));
    }

    private static Significance found(Guardrail guardrail) {
        return guardrail.test().tested().orElseThrow();
    }
}
