package io.volute.statistics.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PosteriorReferenceTest {

    private static final double VARIANCE = .49 * .51 / 100;
    private static final double LIFT = 51 / 49.0 - 1;
    private static final double ERROR = Math.sqrt(VARIANCE + (51 / 49.0) * (51 / 49.0) * VARIANCE) / .49;

    /** GrowthBook, packages/stats/tests/bayesian: 49 of 100 against 51 of 100, flat prior, relative. */
    @Test
    void aFlatPriorAgreesWithGrowthBook() {
        Posterior posterior = Posterior.of(Prior.flat(Scale.RELATIVE), LIFT, ERROR, Scale.RELATIVE);

        assertThat(posterior.chanceToWin()).isCloseTo(.60918, within(5e-6));
        assertThat(posterior.lossOfShipping()).isCloseTo(.04058, within(5e-6));
        assertThat(posterior.lossOfStaying()).isCloseTo(.08140, within(5e-6));
        assertThat(posterior.flat()).isTrue();
        assertThat(posterior.interval(.05, 200).method()).isEqualTo("posterior-flat");
    }

    /**
     * Gelman et al., Bayesian Data Analysis (3rd ed.), equations 2.9 and 2.12: precisions add, means are weighed by them.
     * Prior N(0, 1), estimate 1 with error 1: N(.5, 1/2).
     */
    @Test
    void precisionsAdd() {
        Posterior posterior = Posterior.of(new Prior(0, 1, Scale.ABSOLUTE), 1, 1, Scale.ABSOLUTE);

        assertThat(posterior.mean()).isCloseTo(.5, within(1e-15));
        assertThat(posterior.deviation()).isCloseTo(Math.sqrt(.5), within(1e-15));
        Posterior sceptic = Posterior.of(new Prior(-.02, .03, Scale.RELATIVE), .05, .02, Scale.RELATIVE);
        assertThat(sceptic.mean()).isCloseTo((-.02 / 9e-4 + .05 / 4e-4) / (1 / 9e-4 + 1 / 4e-4), within(1e-15));
        assertThat(sceptic.deviation()).isCloseTo(Math.sqrt(1 / (1 / 9e-4 + 1 / 4e-4)), within(1e-15));
    }

    /** Elsewhere a prior of the absolute effect has been weighed against a lift as it stood. */
    @Test
    void aPriorOnAnotherScaleIsNotWeighed() {
        Prior absolute = new Prior(0, 3, Scale.ABSOLUTE);

        assertThatThrownBy(() -> Posterior.of(absolute, .04, .02, Scale.RELATIVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rescale");
        Prior relative = absolute.relative(-60);
        assertThat(relative).isEqualTo(new Prior(0, .05, Scale.RELATIVE));
        assertThat(relative.absolute(60)).isEqualTo(absolute);
        assertThat(Posterior.of(relative, .04, .02, Scale.RELATIVE).mean())
                .isCloseTo(Posterior.of(absolute, 2.4, 1.2, Scale.ABSOLUTE).mean() / 60, within(1e-15));
        assertThat(Prior.flat(Scale.RELATIVE).absolute(7).isFlat()).isTrue();
        assertThatThrownBy(() -> absolute.relative(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lossesDifferByTheMeanAndSwapWithTheSign() {
        Posterior up = new Posterior(.03, .02, Scale.RELATIVE, false);

        assertThat(up.lossOfStaying() - up.lossOfShipping()).isCloseTo(.03, within(1e-15));
        assertThat(up.negated().lossOfShipping()).isEqualTo(up.lossOfStaying());
        assertThat(up.negated().chanceToWin()).isCloseTo(1 - up.chanceToWin(), within(1e-15));
        assertThat(new Posterior(1, 1e-3, Scale.RELATIVE, false).lossOfShipping())
                .isZero();
        assertThatThrownBy(() -> new Posterior(1, 0, Scale.RELATIVE, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
