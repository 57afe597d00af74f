package io.volute.monitoring.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.deployment.Exposures;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.run.Slot;
import io.volute.core.stage.Choice;
import io.volute.monitoring.Decided;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.random.Draws;
import io.volute.testing.Kits;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedCostTest {
    private static final DecisionCosts COSTS =
            new DecisionCosts("USD", BigDecimal.valueOf(1_000), BigDecimal.valueOf(10_000));

    private final ExpectedCost estimator = new ExpectedCost();

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return Kits.tests(new PerformanceEstimatorContract(estimator, new ExpectedCostOptions(30)));
    }

    /** An estimator that is sure of itself. */
    @Test
    void theContractCatchesAnEstimatorWhoseIntervalsAreTooNarrow() {
        PerformanceEstimator sure = new PerformanceEstimator() {
            @Override
            public int revision() {
                return 1;
            }

            @Override
            public Class<? extends Record> options() {
                return ExpectedCostOptions.class;
            }

            @Override
            public Expectation estimate(ScoredDecisions decisions, Optional<DecisionCosts> costs, Record options) {
                Expectation honest = estimator.estimate(decisions, costs, options);
                return new Expectation(
                        narrow(honest.eventShare()), narrow(honest.modelCost()), narrow(honest.ruleCost()), "none");
            }

            private Figure narrow(Figure figure) {
                return figure.found()
                        .<Figure>map(found ->
                                new Estimate(found.estimate(), found.estimate(), found.estimate(), found.n(), "sure"))
                        .orElse(figure);
            }
        };
        assertThat(Kits.failures(new PerformanceEstimatorContract(sure, new ExpectedCostOptions(30))))
                .containsExactly("coversWhatComesTrueWhenTheProbabilitiesAreRight");
    }

    /** By hand: the model acts on .5 and .3 and leaves .05 and .02; the rule acts on rows 0 and 2. */
    @Test
    void addsWhatActingCostsToWhatIsExpectedToBeMissed() {
        Expectation expected = estimate(.5, .3, .05, .02);
        assertThat(value(expected.eventShare())).isCloseTo(.87 / 4, within(1e-12));
        assertThat(value(expected.modelCost())).isCloseTo((2 * 1_000 + .07 * 10_000) / 4, within(1e-9));
        assertThat(value(expected.ruleCost())).isCloseTo((2 * 1_000 + .32 * 10_000) / 4, within(1e-9));
    }

    /** P(no event among .05 and .02) = .931, P(at most one) = .999. */
    @Test
    void givesTheExactQuantilesOfTheNumberOfEvents() {
        Estimate cost = (Estimate) estimate(.5, .3, .05, .02).modelCost();
        assertThat(cost.low()).isEqualTo(500);
        assertThat(cost.high()).isEqualTo(500 + 10_000 / 4.0);
        assertThat(cost.n()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {5})
    void coversTheRealisedCostInNineteenOfTwentySlotsIfTheProbabilitiesAreRight(long seed) {
        int covered = 0;
        int slots = 1_000;
        for (int slot = 0; slot < slots; slot++) {
            Draws draws = Draws.of(seed, slot);
            double[] probabilities = new double[90];
            double realised = 0;
            for (int row = 0; row < probabilities.length; row++) {
                probabilities[row] = Math.pow(draws.uniform(), 4);
                boolean event = draws.uniform() < probabilities[row];
                realised += COSTS.cost(probabilities[row] >= .1, event);
            }
            Estimate cost = (Estimate) estimate(probabilities).modelCost();
            double mean = realised / probabilities.length;
            covered += cost.low() - 1e-6 <= mean && mean <= cost.high() + 1e-6 ? 1 : 0;
        }
        // Counts are whole, so the interval may cover a little more than 95 of 100.
        assertThat(covered).as("seed %s", seed).isBetween(936, 995);
    }

    @Test
    void refusesTooFewRowsAndLooksOnlyAtScoredOnes() {
        double[] unscored = new double[40];
        Arrays.fill(unscored, Double.NaN);
        MemoryStepContext context = new MemoryStepContext();
        var step = new EstimatePerformance(Map.of("cbpe", estimator));
        EstimatePerformance.Output output = step.run(
                new EstimatePerformance.Input(
                        new Choice<>(PerformanceEstimator.class, "cbpe", new ExpectedCostOptions(30)),
                        Slot.parse("2000-03"),
                        context.write(Exposures.class, Decided.exposures(unscored)),
                        Optional.of(context.write(DecisionCosts.class, COSTS))),
                context);
        SlotEstimate estimate = context.load(SlotEstimate.class, output.estimate());
        assertThat(estimate.rows()).isEqualTo(40);
        assertThat(estimate.scored()).isZero();
        assertThat(estimate.expected().modelCost().refusal())
                .hasValueSatisfying(why -> assertThat(why.message()).isEqualTo("scored rows: 0 (expected: >= 30)"));
        assertThat(estimate.expected().assumption()).contains("probabilities are right");
    }

    private Expectation estimate(double... probabilities) {
        return estimator.estimate(
                ScoredDecisions.of(Decided.exposures(probabilities)), Optional.of(COSTS), new ExpectedCostOptions(1));
    }

    private static double value(Figure figure) {
        return ((Estimate) figure).estimate();
    }
}
