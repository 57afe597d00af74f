package io.volute.statistics.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.random.Draws;
import org.junit.jupiter.api.Test;

/** Ten rows; values of scikit-learn's log_loss and brier_score_loss. */
class LossesReferenceTest {

    private static final boolean[] TRUTH = {false, false, true, false, true, false, true, true, false, true};
    private static final double[] P = {.1, .2, .2, .3, .4, .5, .6, .7, .8, .9};

    @Test
    void logLossAgreesWithScikitLearn() {
        Estimate loss = Losses.logLoss(P, TRUTH).found().orElseThrow();

        assertThat(loss.estimate()).isCloseTo(.648635, within(5e-7));
        assertThat(loss.covers(.4)).isTrue();
    }

    @Test
    void brierScoreIsReliabilityLessResolutionPlusUncertainty() {
        BrierParts parts = Losses.parts(P, TRUTH);

        assertThat(parts.reliability()).isCloseTo(.179, within(1e-12));
        assertThat(parts.resolution()).isCloseTo(.200, within(1e-12));
        assertThat(parts.uncertainty()).isCloseTo(.250, within(1e-12));
        assertThat(parts.score()).isCloseTo(.229, within(1e-12));
        assertThat(Losses.brierScore(P, TRUTH).found().orElseThrow().estimate()).isCloseTo(.229, within(1e-12));
    }

    @Test
    void certainMistakesAreClippedAndCounted() {
        double[] losses = Losses.log(new double[] {0, 1}, new boolean[] {true, true});

        assertThat(losses[0]).isCloseTo(34.538776, within(1e-6));
        assertThat(losses[1]).isCloseTo(0, within(1e-14));
        assertThat(Losses.clipped(new double[] {0, .5, 1})).isEqualTo(2);
    }

    @Test
    void calibrationErrorInFiveEqualBins() {
        CalibrationError ece = CalibrationError.equalWidth(P, TRUTH, 5, 1);

        assertThat(ece.error()).isCloseTo(.19, within(1e-12));
        assertThat(ece.bins()).isEqualTo(5);
    }

    @Test
    void aCalibratedModelStaysInsideItsNullRangeAndASkewedOneDoesNot() {
        Draws draws = Draws.of(6);
        double[] p = new double[2000];
        double[] skewed = new double[2000];
        boolean[] truth = new boolean[2000];
        for (int i = 0; i < p.length; i++) {
            p[i] = draws.uniform();
            skewed[i] = Math.sqrt(p[i]);
            truth[i] = draws.uniform() < p[i];
        }

        CalibrationError right = CalibrationError.equalMass(p, truth, 15, 1);

        assertThat(right.error()).isPositive().isBetween(right.nullLow(), right.nullHigh());
        assertThat(right.calibrated()).isTrue();
        assertThat(CalibrationError.equalMass(skewed, truth, 15, 1).calibrated())
                .isFalse();
    }

    @Test
    void refusesProbabilitiesThatAreNone() {
        assertThatThrownBy(() -> Losses.log(new double[] {1.1}, new boolean[] {true}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.1");
        assertThatThrownBy(() -> Losses.brier(new double[] {.1}, new boolean[] {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
