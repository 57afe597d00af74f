package io.volute.statistics.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.Simulations;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.value.Worth;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoneyReferenceTest {

    /**
     * The documentation of R's package learningCurve, unit_curve: 100 hours for the first unit, the 125th at 80, 85, 90
     * and 95 per cent; and from the 100th unit on at 85.
     */
    @Test
    void unitsCostWhatCrawfordsCurveSays() {
        double[] rates = {.80, .85, .90, .95};
        double[] hours = {21.13225, 32.23647, 48.00243, 69.95640};
        for (int i = 0; i < rates.length; i++) {
            double b = -Math.log(rates[i]) / Math.log(2);
            assertThat(Worth.releaseCost(100, b, 125)).isCloseTo(hours[i], within(5e-6));
        }
        double b = -Math.log(.85) / Math.log(2);
        double first = 100 / Worth.releaseCost(1, b, 100);
        assertThat(Worth.releaseCost(first, b, 125)).isCloseTo(94.90257, within(5e-6));
        double sum = 0;
        for (int k = 1; k <= 125; k++) {
            sum += Worth.releaseCost(100, b, k);
        }
        // unit_cum_exact of the same package.
        assertThat(sum).isCloseTo(5201.085, within(5e-4));
    }

    @Test
    void exponentIsFoundInItsOwnCurve() {
        double[] costs = new double[8];
        for (int k = 1; k <= 8; k++) {
            costs[k - 1] = Worth.releaseCost(40, .32, k);
        }

        assertThat(LearningCurve.exponent(costs).found().orElseThrow().estimate())
                .isCloseTo(.32, within(1e-12));
        assertThat(LearningCurve.rate(costs).found().orElseThrow().estimate())
                .isCloseTo(Math.pow(2, -.32), within(1e-12));
    }

    /** SciPy's linregress of the logarithms. */
    @Test
    void intervalOfTheExponentAgreesWithScipy() {
        Estimate b = LearningCurve.exponent(new double[] {42, 30, 31, 24, 26, 22, 21})
                .found()
                .orElseThrow();

        assertThat(b.estimate()).isCloseTo(.3358277, within(5e-8));
        assertThat(b.low()).isCloseTo(.2218148, within(5e-8));
        assertThat(b.high()).isCloseTo(.4498406, within(5e-8));
    }

    @Test
    void threeReleasesShowNoLearning() {
        assertThat(LearningCurve.exponent(new double[] {3, 2, 1}).refusal().map(Refused::message))
                .contains("needs 6 releases, has 3");
        assertThat(LearningCurve.exponent(new double[] {3, 2, 1, 0, 1, 1})
                        .refusal()
                        .map(Refused::code))
                .contains("not-positive");
    }

    /** Lines of 30 and 50 with errors 5 and 5, a holdout of 60 with error 8: by SciPy's root search. */
    @Test
    void overlappingLinesAreWorthTheHoldoutsTotal() {
        Estimate holdout = interval(60, 8);
        Estimate factor = Overlap.factor(holdout, List.of(interval(30, 5), interval(50, 5)))
                .found()
                .orElseThrow();

        assertThat(factor.estimate()).isCloseTo(.75, within(1e-12));
        assertThat(factor.low()).isCloseTo(.5333189, within(5e-8));
        assertThat(factor.high()).isCloseTo(1.0130910, within(5e-8));
        assertThat(Overlap.factor(holdout, List.of()).refusal()).isPresent();
        assertThat(Overlap.factor(holdout, List.of(interval(1, 5))).refusal().map(Refused::code))
                .contains("denominator-near-zero");
    }

    private static Estimate interval(double mean, double error) {
        double half = 1.959963984540054 * error;
        return new Estimate(mean, mean - half, mean + half, 100, "given");
    }

    /** 1,000 outside, arms of a tenth and a half: (30 / .1 - 100 / .5) / (1,000 + 100 / .5) = 100 / 1,200. */
    @Test
    void fromAnExperimentToEveryone() {
        double[] treated = new double[20];
        Arrays.fill(treated, 1.5);
        double[] control = new double[100];
        Arrays.fill(control, 1);

        assertThat(Everyone.lift(Moments.of(treated), .1, Moments.of(control), .5, 1000)
                        .found()
                        .orElseThrow()
                        .estimate())
                .isCloseTo(100.0 / 1200, within(1e-12));
        assertThat(Everyone.lift(Moments.of(1), .5, Moments.of(control), .5, 1).refusal())
                .isPresent();
        assertThatThrownBy(() -> Everyone.lift(Moments.of(treated), .8, Moments.of(control), .5, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void liftOfEveryoneCoversTheTruth() {
        Simulations.assertRate(.95, Simulations.worlds(2_000), 21, draws -> {
            Moments treated = Moments.EMPTY;
            Moments control = Moments.EMPTY;
            double truth = 0;
            for (int i = 0; i < 600; i++) {
                double x = draws.exponential();
                double u = draws.uniform();
                truth += x;
                if (u < .3) {
                    treated = treated.plus(1.2 * x);
                } else if (u < .7) {
                    control = control.plus(x);
                }
            }
            double lift = .2 * truth / (500 + truth);
            return Simulations.covers(Everyone.lift(treated, .3, control, .4, 500), lift);
        });
    }
}
