package io.volute.statistics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Simulations;
import io.volute.statistics.launch.PauleMandel;
import io.volute.statistics.random.Draws;
import org.junit.jupiter.api.Test;

class EffectValueTest {

    /** By hand: 36,525 x 38 = 1,387,950 for an effect of 1. */
    @Test
    void valueBreakEvenAndWhatKnowingIsWorth() {
        EffectValue value = new EffectValue(36_525, 38, 9_600);
        EffectPrior prior = EffectPrior.ofInterval(.011, -.011, .033);

        assertThat(value.value(.01)).isCloseTo(13_879.5, within(1e-9));
        assertThat(value.net(0)).isEqualTo(-9_600);
        assertThat(value.breakEven()).isCloseTo(.006916676, within(1e-9));
        assertThat(prior.deviation()).isCloseTo(.011224696, within(1e-9));
        assertThat(prior.chanceAtLeast(value.breakEven())).isCloseTo(.641989, within(1e-6));
        assertThat(value.perfectInformation(prior)).isCloseTo(3_788.2983, within(1e-3));
    }

    /** The case of the method: mean 30, deviation 50. */
    @Test
    void knowingIsWorthWhatThePublishedCaseSays() {
        EffectValue value = new EffectValue(10, 1, 20);

        assertThat(value.perfectInformation(new EffectPrior(5, 5))).isCloseTo(8.4336, within(5e-5));
    }

    @Test
    void launchesTellMeanAndSpreadAndHowWellTheMeanIsKnown() {
        var launches = new PauleMandel(new double[] {.02, .05, -.01, .03, 0}, new double[] {.01, .02, .01, .015, .02});
        EffectPrior prior = EffectPrior.ofLaunches(
                        launches.mean().found().orElseThrow(),
                        launches.tauSquared().found().orElseThrow())
                .orElseThrow();

        // m .015801, tau^2 3.1566e-4, variance of m 1 / sum of 1 / (tau^2 + se^2) = 1.0575e-4; by hand.
        assertThat(prior.mean()).isCloseTo(.015801, within(1e-6));
        assertThat(prior.deviation()).isCloseTo(.0205284, within(1e-6));
        assertThat(prior.negated().mean()).isEqualTo(-prior.mean());
        assertThat(prior.negated().chanceAtLeast(0)).isCloseTo(1 - prior.chanceAtLeast(0), within(1e-12));
    }

    /** Property: a better effect is never worth less, and none that is worse is likelier. */
    @Test
    void valueRisesAndChanceFallsWithTheEffect() {
        Draws draws = Draws.of(5);
        for (int i = 0; i < 1_000; i++) {
            EffectValue value =
                    new EffectValue(1 + 1e6 * draws.uniform(), .01 + 100 * draws.uniform(), 1e5 * draws.uniform());
            EffectPrior prior = new EffectPrior(draws.normal(), .001 + draws.uniform());
            double less = draws.normal();
            double more = less + draws.uniform();

            assertThat(value.value(more)).as("case %s", i).isGreaterThanOrEqualTo(value.value(less));
            assertThat(value.net(more)).isGreaterThanOrEqualTo(value.net(less));
            assertThat(prior.chanceAtLeast(more)).isLessThanOrEqualTo(prior.chanceAtLeast(less));
            assertThat(value.perfectInformation(prior)).isNotNegative();
        }
    }

    /** 500 projects with forty launches each: among those that were given a chance, that share keeps it. */
    @Test
    void chancesOfFiveHundredProjectsComeTrue() {
        int projects = Simulations.worlds(500);
        double[] sum = new double[4];
        double[] kept = new double[4];
        int[] count = new int[4];
        double expected = 0;
        double came = 0;
        double spread = 0;
        for (int project = 0; project < projects; project++) {
            Draws draws = Draws.of(37, project);
            double mean = draws.normal();
            double tau = .5 + draws.uniform();
            double[] effects = new double[40];
            double[] errors = new double[40];
            for (int i = 0; i < effects.length; i++) {
                errors[i] = .3 + draws.uniform();
                effects[i] = draws.normal(draws.normal(mean, tau), errors[i]);
            }
            double next = draws.normal(mean, tau);
            double needed = mean + 2.4 * (draws.uniform() - .5);
            var launches = new PauleMandel(effects, errors);
            double chance = EffectPrior.ofLaunches(
                            launches.mean().found().orElseThrow(),
                            launches.tauSquared().found().orElseThrow())
                    .orElseThrow()
                    .chanceAtLeast(needed);
            int bin = (int) Math.min(3, 4 * chance);
            sum[bin] += chance;
            kept[bin] += next >= needed ? 1 : 0;
            count[bin]++;
            expected += chance;
            came += next >= needed ? 1 : 0;
            spread += chance * (1 - chance);
        }

        assertThat(Math.abs(came - expected)).isLessThan(3 * Math.sqrt(spread));
        for (int bin = 0; bin < 4; bin++) {
            double share = sum[bin] / count[bin];
            assertThat(count[bin]).isGreaterThan(20);
            assertThat(kept[bin] / count[bin])
                    .as("chances about %s", share)
                    .isCloseTo(share, within(3 * Math.sqrt(share * (1 - share) / count[bin]) + .02));
        }
    }

    @Test
    void refusesWhatIsNoValueAndNoBelief() {
        assertThatThrownBy(() -> new EffectValue(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EffectValue(1, 1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EffectPrior.ofInterval(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
