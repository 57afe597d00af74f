package io.volute.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.random.Draws;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class IsotonicReferenceTest {

    private static final Offset<Double> EXACT = within(1e-12);

    /** The worked lists of Ayer et al.'s algorithm; scikit-learn's IsotonicRegression agrees. */
    @Test
    void poolsAdjacentViolators() {
        double[] ones = {1, 1, 1, 1, 1, 1, 1, 1};
        double third = 1 / 3.0;

        assertThat(Isotonic.pool(new double[] {0, 1, 0, 0, 1, 1, 0, 1}, ones))
                .containsExactly(new double[] {0, third, third, third, 2 * third, 2 * third, 2 * third, 1}, EXACT);
        assertThat(Isotonic.pool(new double[] {.1, .4, .3, .2, .9}, new double[] {1, 1, 2, 1, 1}))
                .containsExactly(new double[] {.1, .3, .3, .3, .9}, EXACT);
    }

    @Test
    void equalScoresArePooledFirst() {
        boolean[] truth = {false, false, true, false, true, false, true, true, false, true};
        Isotonic map = Isotonic.fit(new double[] {.1, .2, .2, .3, .4, .5, .6, .7, .8, .9}, truth);

        assertThat(map.values()).hasSize(5);
        assertThat(map.values().stream().mapToDouble(v -> v).toArray())
                .containsExactly(new double[] {0, 1 / 3.0, .5, 2 / 3.0, 1}, EXACT);
        assertThat(map.scores().stream().mapToDouble(v -> v).toArray())
                .containsExactly(new double[] {.1, .7 / 3, .45, .7, .9}, EXACT);
    }

    @Test
    void isLinearBetweenBlocksAndFlatBeyondThem() {
        Isotonic map = new Isotonic(List.of(.2, .6), List.of(.1, .5));

        assertThat(map.at(new double[] {-1, .2, .4, .6, 3})).containsExactly(new double[] {.1, .1, .3, .5, .5}, EXACT);
    }

    @Test
    void neverFalls() {
        Draws draws = Draws.of(3);
        double[] score = new double[300];
        boolean[] truth = new boolean[300];
        for (int i = 0; i < 300; i++) {
            score[i] = Math.round(draws.uniform() * 40) / 40.0;
            truth[i] = draws.uniform() < score[i];
        }
        Isotonic map = Isotonic.fit(score, truth);

        assertThat(map.values()).isSorted();
        assertThat(map.scores()).isSorted();
    }

    @Test
    void refusesNoRows() {
        assertThatThrownBy(() -> Isotonic.fit(new double[0], new boolean[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
