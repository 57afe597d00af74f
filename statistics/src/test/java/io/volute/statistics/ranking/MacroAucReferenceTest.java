package io.volute.statistics.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.random.Draws;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MacroAucReferenceTest {
    @Test
    void ofTwoClassesItIsTheAreaOfOneWithDelongsInterval() {
        Draws draws = Draws.of(5);
        int rows = 300;
        double[] event = new double[rows];
        double[] both = new double[2 * rows];
        int[] place = new int[rows];
        boolean[] truth = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            event[i] = Math.rint(draws.uniform() * 50) / 50;
            truth[i] = draws.uniform() < event[i];
            place[i] = truth[i] ? 1 : 0;
            both[2 * i] = 1 - event[i];
            both[2 * i + 1] = event[i];
        }
        Estimate macro = MacroAuc.of(both, place, 2).found().orElseThrow();
        Estimate auc = Auc.of(event, truth).found().orElseThrow();
        assertThat(macro.estimate()).isCloseTo(auc.estimate(), within(1e-12));
        assertThat(macro.low()).isCloseTo(auc.low(), within(1e-12));
        assertThat(macro.high()).isCloseTo(auc.high(), within(1e-12));
    }

    /** Every pair of rows counted one by one. */
    @Test
    void meansTheAreasOfEachClassAgainstTheRest() {
        double[] score = {.8, .1, .1, .6, .3, .1, .3, .4, .3, .3, .3, .4, .1, .2, .7, .2, .3, .5};
        int[] truth = {0, 0, 1, 1, 2, 2};
        double counted = 0;
        for (int k = 0; k < 3; k++) {
            double wins = 0;
            for (int i = 0; i < 6; i++) {
                for (int j = 0; j < 6; j++) {
                    if (truth[i] == k && truth[j] != k) {
                        wins += Math.signum(score[3 * i + k] - score[3 * j + k]) / 2 + .5;
                    }
                }
            }
            counted += wins / 8 / 3;
        }
        assertThat(MacroAuc.of(score, truth, 3).found().orElseThrow().estimate())
                .isCloseTo(counted, within(1e-12));
    }

    /** The bootstrap draws rows; with 600 of them both find the same interval. */
    @Test
    void theIntervalIsThatOfTheBootstrap() {
        Draws draws = Draws.of(9);
        int rows = 600;
        int classes = 3;
        int[] truth = new int[rows];
        double[] score = new double[rows * classes];
        for (int i = 0; i < rows; i++) {
            truth[i] = draws.below(10) < 6 ? 0 : 1 + draws.below(2);
            for (int k = 0; k < classes; k++) {
                score[i * classes + k] = draws.normal() + (truth[i] == k ? 1 : 0);
            }
        }
        Estimate found = MacroAuc.of(score, truth, classes).found().orElseThrow();
        Estimate expected = Bootstrap.bca(rows, 300, 1, weights -> {
                    int[] drawn = IntStream.range(0, rows)
                            .flatMap(i -> IntStream.range(0, weights[i]).map(copy -> i))
                            .toArray();
                    double sum = 0;
                    for (int k = 0; k < classes; k++) {
                        int own = k;
                        boolean[] is = new boolean[drawn.length];
                        for (int i = 0; i < is.length; i++) {
                            is[i] = truth[drawn[i]] == own;
                        }
                        sum += Auc.value(
                                IntStream.of(drawn)
                                        .mapToDouble(i -> score[i * classes + own])
                                        .toArray(),
                                is);
                    }
                    return sum / classes;
                })
                .found()
                .orElseThrow();
        assertThat(found.estimate()).isCloseTo(expected.estimate(), within(1e-9));
        assertThat(found.low()).isCloseTo(expected.low(), within(.01));
        assertThat(found.high()).isCloseTo(expected.high(), within(.01));
    }

    @Test
    void leavesOutClassesThatAreNotJudgedAndRefusesWhenNoneIs() {
        double[] score = {.8, .1, .1, .3, .3, .4, .6, .3, .1, .3, .4, .3};
        assertThat(MacroAuc.of(score, new int[] {0, 0, 1, 1}, 3).found()).isPresent();
        assertThat(MacroAuc.of(score, new int[] {0, 0, 0, 0}, 3).refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("one-class"));
        assertThat(MacroAuc.of(new double[] {.9, .1, .8, .2, .1, .9, .2, .8}, new int[] {0, 0, 1, 1}, 2)
                        .refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("perfect"));
        assertThatThrownBy(() -> MacroAuc.of(score, new int[] {0}, 3)).hasMessageContaining("12 scores, 1 labels");
    }
}
