package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.statistics.Significance;
import io.volute.statistics.random.Draws;
import org.junit.jupiter.api.Test;

/**
 * BA03: the assigned unit decides the verdict. Shops are assigned, and each has 50 customers, who have a tenth of their
 * variance in common; the arms do not differ.
 */
class ClusteredUnitTest {
    private static final int WORLDS = 40;
    private static final int SHOPS = 40;
    private static final int CUSTOMERS = 50;

    private static final Design BY_SHOP = PlantedExperiment.design("shop", "spend@1");
    private static final Design BY_CUSTOMER = PlantedExperiment.design("customer", "spend@1");

    private record Both(ExperimentResult shops, ExperimentResult customers) {}

    private static Both world(Draws draws) {
        PlantedExperiment shops = new PlantedExperiment(BY_SHOP, "spend.num", "spend.den");
        PlantedExperiment customers = new PlantedExperiment(BY_CUSTOMER, "spend");
        for (int shop = 0; shop < SHOPS; shop++) {
            String arm = shop % 2 == 0 ? PlantedExperiment.CONTROL : PlantedExperiment.ARM;
            double common = draws.normal(0, Math.sqrt(.1));
            double sum = 0;
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                double spend = 10 + common + draws.normal(0, Math.sqrt(.9));
                sum += spend;
                customers.add(shop + "/" + customer, arm, spend);
            }
            shops.add("shop " + shop, arm, sum, CUSTOMERS);
        }
        return new Both(shops.analyse(), customers.analyse());
    }

    private static boolean claims(ExperimentResult result) {
        return !result.verdict().value().equals("NO_EVIDENCE");
    }

    @Test
    void customersClaimInFourOfTenWorldsWhatShopsClaimInOneOfTwenty() {
        int shops = 0;
        int customers = 0;
        int changed = 0;
        for (int world = 0; world < WORLDS; world++) {
            Both both = world(Draws.of(31, world));
            shops += claims(both.shops()) ? 1 : 0;
            customers += claims(both.customers()) ? 1 : 0;
            changed += claims(both.customers()) && !claims(both.shops()) ? 1 : 0;
        }
        double error = 3 * Math.sqrt(.05 * .95 / WORLDS);
        assertThat((double) shops / WORLDS).isBetween(0.0, .05 + error);
        // The same assertion rejects who takes rows for units; published for this design: .43.
        assertThat((double) customers / WORLDS).isGreaterThan(.05 + error).isBetween(.43 - .23, .43 + .23);
        assertThat(changed).isGreaterThan(WORLDS / 8);
    }

    /** The effect itself is the same: what a customer spends, not the mean of the shops' means. */
    @Test
    void theEffectIsTheSameAndItsErrorThreeTimesAsLarge() {
        Both both = world(Draws.of(31, 2));
        Comparison shops = both.shops().comparisons().get(0);
        Comparison customers = both.customers().comparisons().get(0);

        assertThat(shops.effect().found().orElseThrow().estimate())
                .isCloseTo(
                        customers.effect().found().orElseThrow().estimate(),
                        org.assertj.core.api.Assertions.within(1e-9));
        // Design effect 1 + 49 x .1 = 5.9, its root 2.4; 40 shops tell it roughly.
        assertThat(shops.error() / customers.error()).isBetween(1.8, 3.2);
        assertThat(shops.unitsArm()).isEqualTo(SHOPS / 2);
        assertThat(((Significance) shops.test()).p()).isGreaterThan(((Significance) customers.test()).p());
    }
}
