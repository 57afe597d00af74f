package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.statistics.Significance;
import io.volute.statistics.random.Draws;
import org.junit.jupiter.api.Test;

/**
 * BA02: sample ratio, exposure, outliers and A/A are judged before any effect. In each case the effect alone is far from
 * 0, so whoever judges by effects ships.
 */
class TrustBeforeEffectsTest {
    private static final Design DESIGN = PlantedExperiment.design("user", "spend@1");

    /** Units of which those in the new arm spend more for certain. */
    private static PlantedExperiment planted(int control, int arm) {
        Draws draws = Draws.of(11);
        PlantedExperiment planted = new PlantedExperiment(DESIGN, "spend");
        for (int i = 0; i < control + arm; i++) {
            boolean treated = i >= control;
            planted.add(
                    "u" + i,
                    treated ? PlantedExperiment.ARM : PlantedExperiment.CONTROL,
                    draws.normal(10, 2) + (treated ? 1 : 0));
        }
        return planted;
    }

    private static void assertInvalidThoughTheEffectIsFarFromZero(ExperimentResult result, String check) {
        assertThat(PlantedExperiment.check(result, check).status()).isEqualTo(TrustCheck.Status.FAIL);
        assertThat(((Significance) result.comparisons().get(0).test()).p()).isLessThan(.05);
        assertThat(result.verdict().value()).isEqualTo("INVALID");
        assertThat(result.verdict().why()).contains("cannot be trusted", check);
    }

    @Test
    void soundUnitsPassEveryCheckAndShip() {
        ExperimentResult result = planted(1000, 1000).analyse();

        assertThat(result.trust()).noneMatch(check -> check.status() == TrustCheck.Status.FAIL);
        assertThat(PlantedExperiment.check(result, "a-a").status()).isEqualTo(TrustCheck.Status.PASS);
        assertThat(PlantedExperiment.check(result, "a-a").detail()).contains("1000 splits");
        assertThat(result.verdict().value()).isEqualTo("SHIP");
    }

    /** 52.1 % instead of 50: a rule of thumb of five points, or a look at the bars, lets it pass. */
    @Test
    void aSampleRatioThatLooksFineIsNot() {
        ExperimentResult result = planted(4790, 5210).analyse();

        assertThat(Math.abs(5210 / 10_000.0 - .5)).as("the rule of thumb").isLessThan(.05);
        assertInvalidThoughTheEffectIsFarFromZero(result, "sample-ratio");
        assertThat(result.verdict().why()).contains("4,790", "5,210", "5,000");
    }

    /** Units in two arms are dropped, and the other 18 of 20 look sound: only the count tells. */
    @Test
    void unitsInTwoArmsAreCountedAndTooManyMakeItInvalid() {
        PlantedExperiment mixed = planted(1000, 1000);
        for (int i = 0; i < 125; i++) {
            mixed.add("u" + i, PlantedExperiment.ARM, 11);
            mixed.add("u" + (1000 + i), PlantedExperiment.CONTROL, 10);
        }
        ExperimentResult result = mixed.analyse();

        assertThat(result.counts().twoArms()).isEqualTo(250);
        assertThat(PlantedExperiment.check(result, "sample-ratio").status()).isEqualTo(TrustCheck.Status.PASS);
        assertInvalidThoughTheEffectIsFarFromZero(result, "exposure");
    }

    @Test
    void oneUnitThatHoldsFourTenthsIsNamed() {
        PlantedExperiment whale = planted(1000, 1000).add("the-whale", PlantedExperiment.ARM, 14_000);
        ExperimentResult result = whale.analyse();

        TrustCheck outliers = PlantedExperiment.check(result, "outliers");
        assertThat(outliers.status()).isEqualTo(TrustCheck.Status.FAIL);
        assertThat(outliers.detail()).contains("unit the-whale holds 40 %");
        assertThat(result.verdict().value()).isEqualTo("INVALID");
        assertThat(result.verdict().why()).contains("the-whale");
    }
}
