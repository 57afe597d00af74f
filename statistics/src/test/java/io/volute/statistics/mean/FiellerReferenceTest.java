package io.volute.statistics.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Student;
import io.volute.statistics.moments.Moments;
import org.junit.jupiter.api.Test;

class FiellerReferenceTest {

    private static final double Z = 1.959963984540054;

    /** Worked case of business metrics (gbstats): the lift is this ratio less one, [.09406, 1.70869]. */
    @Test
    void agreesWithTheLiftOfTwoArms() {
        Moments control = Moments.ofSums(3407, 1396.87, 52377.9767);
        Moments treatment = Moments.ofSums(3461, 2422.7, 134698.29);
        double vt = treatment.meanVariance();
        double vc = control.meanVariance();
        double df = (vt + vc) * (vt + vc) / (vt * vt / 3460 + vc * vc / 3406);

        Estimate ratio = new Fieller(treatment.mean(), control.mean(), vt, 0, vc)
                .ratio(Student.upperQuantile(.025, df), 6868, "fieller")
                .found()
                .orElseThrow();

        assertThat(ratio.low() - 1).isCloseTo(.09406, within(5e-6));
        assertThat(ratio.high() - 1).isCloseTo(1.70869, within(5e-6));
    }

    /** Both ends solve the test that they invert, with a covariance too. */
    @Test
    void endsAreWhereTheTestTurns() {
        Fieller fieller = new Fieller(2, 5, .4, .15, .5);
        Estimate ratio = fieller.ratio(Z, 9, "fieller").found().orElseThrow();

        for (double end : new double[] {ratio.low(), ratio.high()}) {
            double z = (2 - end * 5) / Math.sqrt(.4 - 2 * end * .15 + end * end * .5);
            assertThat(Math.abs(z)).isCloseTo(Z, within(1e-9));
        }
        assertThat(fieller.error()).isCloseTo(Math.sqrt(.4 - 2 * .4 * .15 + .16 * .5) / 5, within(1e-12));
        assertThat(new Fieller(2, 5, 0, 0, 0).ratio(Z, 9, "fieller").found().orElseThrow())
                .isEqualTo(new Estimate(.4, .4, .4, 9, "fieller"));
    }

    @Test
    void refusesADenominatorThatIsNotToldFromZero() {
        assertThat(new Fieller(2, .5, .1, 0, .1)
                        .ratio(Z, 9, "fieller")
                        .refusal()
                        .map(Refused::code))
                .contains("denominator-near-zero");
        assertThatThrownBy(() -> new Fieller(1, 1, -1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
