package io.volute.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void anEstimateKnowsOnWhichSideOfAValueItLies() {
        Estimate saving = new Estimate(-55, -102, -9, 2781, "paired-t");

        assertThat(saving.below(0)).isTrue();
        assertThat(saving.above(0)).isFalse();
        assertThat(saving.covers(-50)).isTrue();
        assertThat(saving.covers(0)).isFalse();
    }

    @Test
    void turningTheSignSwapsTheEnds() {
        Figure saved = new Estimate(-55, -102, -9, 2781, "paired-t").scaled(x -> -x);

        assertThat(saved).isEqualTo(new Estimate(55, 9, 102, 2781, "paired-t"));
    }

    @Test
    void aRefusalStaysARefusalOnEveryScale() {
        Figure refused = new Refused("too-few-rows", "rows: 1 (expected: >= 2)", "wait for more rows");

        assertThat(refused.scaled(x -> x * 1000)).isSameAs(refused);
        assertThat(refused.found()).isEmpty();
        assertThat(refused.refusal()).isPresent();
    }

    @Test
    void noFigureIsEverNotANumberOrTurnedRound() {
        assertThatThrownBy(() -> new Estimate(Double.NaN, 0, 1, 3, "mean-t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mean-t");
        assertThatThrownBy(() -> new Estimate(0, 1, -1, 3, "mean-t")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Estimate(0, 0, Double.POSITIVE_INFINITY, 3, "mean-t"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
