package io.volute.statistics.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeavyTailTest {

    @Test
    void aHundredthOfTheRowsThatHoldsMostOfTheMoneyIsAHeavyTail() {
        double[] amounts = new double[200];
        Arrays.fill(amounts, -1);
        amounts[3] = 100;
        amounts[9] = -97;
        assertThat(Concentration.held(amounts, .01)).isCloseTo(197.0 / 395, within(1e-12));
        assertThat(Concentration.heavyTailed(amounts)).isFalse();

        amounts[9] = -99;
        assertThat(Concentration.heavyTailed(amounts)).isTrue();
    }

    @Test
    void sharesAreOfAtLeastOneRow() {
        assertThat(Concentration.held(new double[] {1, 3}, .01)).isCloseTo(.75, within(1e-12));
        assertThat(Concentration.held(new double[] {0, 0}, .01)).isZero();
        assertThat(Concentration.held(new double[0], 1)).isZero();
        assertThatThrownBy(() -> Concentration.held(new double[1], 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
