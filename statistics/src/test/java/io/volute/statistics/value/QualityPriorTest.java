package io.volute.statistics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.random.Draws;
import org.junit.jupiter.api.Test;

class QualityPriorTest {
    private static final QualityPrior PRIOR = new QualityPrior(.8, .7, .88);

    @Test
    void halfLiesAboveTheExpectedValueAndTheEndsHold95Percent() {
        assertThat(PRIOR.chanceAtLeast(.8)).isCloseTo(.5, within(1e-12));
        assertThat(PRIOR.chanceAtLeast(.7) - PRIOR.chanceAtLeast(.88)).isCloseTo(.95, within(.01));
        assertThat(PRIOR.chanceAtLeast(0)).isEqualTo(1);
        assertThat(PRIOR.chanceAtLeast(1)).isZero();
    }

    @Test
    void meanAgreesWithDrawsFromTheSameBelief() {
        Draws draws = Draws.of(7);
        double sum = 0;
        for (int i = 0; i < 200_000; i++) {
            double logit = Math.log(.8 / .2) + PRIOR.deviation() * draws.normal();
            double quality = 1 / (1 + Math.exp(-logit));
            sum += Math.max(0, quality - .75);
        }

        assertThat(PRIOR.mean(quality -> Math.max(0, quality - .75))).isCloseTo(sum / 200_000, within(4e-4));
        assertThat(PRIOR.mean(quality -> 1)).isCloseTo(1, within(1e-12));
    }

    @Test
    void refusesABeliefThatIsCertainOrUpsideDown() {
        assertThatThrownBy(() -> new QualityPrior(.8, .8, .9)).hasMessageContaining("0 < low < auc < high < 1");
        assertThatThrownBy(() -> new QualityPrior(.8, .7, 1)).hasMessageContaining("[0.7, 1.0]");
    }
}
