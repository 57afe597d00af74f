package io.volute.statistics.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import org.junit.jupiter.api.Test;

final class ClassScoresReferenceTest {
    /** The three rows of scikit-learn's test_log_loss (metrics/tests/test_classification.py): loss 0.6904911. */
    @Test
    void logLossIsScikitLearns() {
        double[] p = {.2, .7, .1, .6, .2, .2, .6, .1, .3};
        assertThat(estimate(ClassScores.logLoss(p, new int[] {1, 0, 2}, 3)).estimate())
                .isCloseTo(.6904911, within(1e-7));
    }

    @Test
    void ofTwoClassesItIsTheLogLossOfTheEvent() {
        double[] event = {.9, .2, .35, .5};
        double[] both = {.1, .9, .8, .2, .65, .35, .5, .5};
        assertThat(ClassScores.log(both, new int[] {1, 0, 1, 0}, 2))
                .containsExactly(Losses.log(event, new boolean[] {true, false, true, false}), within(1e-15));
    }

    @Test
    void aClassWithoutAPlaceCostsAsMuchAsASureMistake() {
        double[] losses = ClassScores.log(new double[] {1, 0, 1, 0}, new int[] {ClassScores.UNKNOWN, 1}, 2);
        assertThat(losses[0]).isEqualTo(losses[1]).isCloseTo(34.538776394910684, within(1e-9));
    }

    /** 2 of 3 right; Wilson (1927) by hand: centre .562 ± .354. */
    @Test
    void accuracyCountsTheMostProbableClassAndTheFirstOfEqualOnes() {
        Estimate accuracy =
                estimate(ClassScores.accuracy(new double[] {.5, .5, .2, .8, .3, .7}, new int[] {0, 1, 0}, 2));
        assertThat(accuracy.estimate()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(accuracy.low()).isCloseTo(.2077, within(1e-4));
        assertThat(accuracy.high()).isCloseTo(.9385, within(1e-4));
        assertThat(accuracy.method()).isEqualTo("wilson");
    }

    @Test
    void refusesNoRowsAndNoVariance() {
        assertThat(ClassScores.accuracy(new double[0], new int[0], 3).refusal()).isPresent();
        assertThat(ClassScores.logLoss(new double[] {.5, .5, .5, .5}, new int[] {0, 1}, 2)
                        .refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("no-variance"));
    }

    @Test
    void refusesProbabilitiesAndClassesThatAreNone() {
        assertThatThrownBy(() -> ClassScores.log(new double[] {.5, 1.5}, new int[] {0}, 2))
                .hasMessage("probability: 1.5 (expected: 0 to 1)");
        assertThatThrownBy(() -> ClassScores.log(new double[] {.5, .5}, new int[] {2}, 2))
                .hasMessage("class: 2 (expected: 0 to 1, or -1 for one without a place)");
        assertThatThrownBy(() -> ClassScores.log(new double[] {.5, .5, 0}, new int[] {1}, 2))
                .hasMessageContaining("3 probabilities, 1 labels of 2 classes");
    }

    private static Estimate estimate(Figure figure) {
        return figure.found().orElseThrow();
    }
}
