package io.volute.statistics.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Significance;
import io.volute.statistics.Simulations;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.random.Draws;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NoveltyTest {

    private static final Simulations SIMULATIONS = Simulations.of(NoveltyTest.class);

    @Test
    void anEffectThatTurnsIsToldAndOneThatFadesOrStaysIsNot() {
        assertThat(world(Draws.of(1), 1000, .5, -.4).turned()).isTrue();
        assertThat(world(Draws.of(2), 1000, -.5, .4).turned()).isTrue();
        assertThat(world(Draws.of(3), 1000, .9, .3).turned()).as("fades").isFalse();
        assertThat(world(Draws.of(4), 1000, .5, .5).turned()).isFalse();
        assertThat(world(Draws.of(7), 20, .05, -.05).turned())
                .as("too few to tell")
                .isFalse();
    }

    /** Each unit's own last less its own first: what is its own cancels, which two tests of two thirds do not know. */
    @Test
    void theChangeIsThatOfTheSameUnits() {
        double[] ft = {3, 5, 9, 4};
        double[] lt = {2, 5, 7, 2};
        double[] fc = {2, 6, 8, 3};
        double[] lc = {3, 6, 9, 5};
        Novelty novelty = Novelty.of(ft, lt, fc, lc);
        Significance change = (Significance) novelty.change();

        assertThat(((Estimate) novelty.first()).estimate()).isCloseTo(.5, within(1e-12));
        assertThat(((Estimate) novelty.last()).estimate()).isCloseTo(-1.75, within(1e-12));
        assertThat(change).isEqualTo(Arms.test(Moments.of(-1, 0, -2, -2), Moments.of(1, 0, 1, 2)));
        assertThat(novelty.turned()).isTrue();
        assertThatThrownBy(() -> Novelty.of(ft, new double[3], fc, lc)).hasMessageContaining("4", "3");
    }

    /** Without any effect the thirds differ in one world of twenty; that the signs differ too is rarer still. */
    @Test
    @Tag("simulation")
    void unitsThatAreAlikeThroughoutRarelySeemToTurn() {
        SIMULATIONS.falseAlarms(
                "first third against last, 200 units an arm",
                Simulations.worlds(2000),
                97,
                d -> Simulations.alarm(world(d, 200, 0, 0).change()));
        SIMULATIONS.atMost(
                .05,
                "novelty, 200 units an arm",
                Simulations.worlds(2000),
                98,
                d -> world(d, 200, 0, 0).turned() ? 1 : 0);
    }

    /** Units with a level of their own, and an effect in the first and in the last third. */
    private static Novelty world(Draws d, int n, double first, double last) {
        double[][] thirds = new double[4][n];
        for (int i = 0; i < 2 * n; i++) {
            int arm = i < n ? 0 : 2;
            double own = d.normal(10, 2);
            thirds[arm][i % n] = own + d.normal() + (arm == 0 ? first : 0);
            thirds[arm + 1][i % n] = own + d.normal() + (arm == 0 ? last : 0);
        }
        return Novelty.of(thirds[0], thirds[1], thirds[2], thirds[3]);
    }
}
