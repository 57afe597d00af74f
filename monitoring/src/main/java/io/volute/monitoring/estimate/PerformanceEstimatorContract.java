package io.volute.monitoring.estimate;

import static io.volute.core.stage.ContractKit.require;

import io.volute.core.contract.deployment.Exposures;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.stage.ContractKit;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.random.Draws;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What every performance estimator must hold; for authors of estimators. */
public final class PerformanceEstimatorContract implements ContractKit {
    private static final DecisionCosts COSTS =
            new DecisionCosts("USD", BigDecimal.valueOf(1_000), BigDecimal.valueOf(10_000));
    private static final int ROWS = 400;
    private static final int SLOTS = 200;
    /** Nineteen of twenty are promised; fewer than this by chance once in 500 kits. */
    private static final int COVERED_MIN = 180;

    private final PerformanceEstimator estimator;
    private final Record options;

    /** An estimator with options under which {@value #ROWS} scored rows are enough. */
    public PerformanceEstimatorContract(PerformanceEstimator estimator, Record options) {
        this.estimator = estimator;
        this.options = options;
    }

    /** What a slot held, and what came of it. */
    private record Slot(ScoredDecisions decisions, double eventShare, double modelCost, double ruleCost) {}

    @Override
    public List<Behaviour> behaviours() {
        List<Behaviour> behaviours = new ArrayList<>(ContractKit.ofEvery(estimator, options));
        behaviours.addAll(List.of(
                new Behaviour("coversWhatComesTrueWhenTheProbabilitiesAreRight", this::covers),
                new Behaviour("estimatesInsideItsInterval", this::inside),
                new Behaviour("saysTheSameOfTheSameRows", this::same),
                new Behaviour("doesNotMindTheOrderOfRows", this::order),
                new Behaviour("refusesASlotWithoutRowsInWords", this::empty),
                new Behaviour("expectsEventsAndRefusesCostsWhereNoneAreDeclared", this::draft),
                new Behaviour("saysWhatMustHoldForItToBeRight", this::assumption)));
        return behaviours;
    }

    private void covers() {
        int events = 0;
        int model = 0;
        int rule = 0;
        for (int number = 0; number < SLOTS; number++) {
            Slot slot = slot(number, ROWS, false);
            Expectation expected = estimate(slot.decisions());
            events += found(expected.eventShare()).covers(slot.eventShare()) ? 1 : 0;
            model += found(expected.modelCost()).covers(slot.modelCost()) ? 1 : 0;
            rule += found(expected.ruleCost()).covers(slot.ruleCost()) ? 1 : 0;
        }
        for (int covered : new int[] {events, model, rule}) {
            require(covered >= COVERED_MIN, covered + " of " + SLOTS + " slots covered (expected: 19 of 20)");
        }
    }

    private void inside() {
        for (int number = 0; number < 20; number++) {
            Expectation expected = estimate(slot(number, ROWS, false).decisions());
            for (Figure figure : List.of(expected.eventShare(), expected.modelCost(), expected.ruleCost())) {
                Estimate estimate = found(figure);
                require(estimate.covers(estimate.estimate()), estimate + " (expected: inside its interval)");
            }
        }
    }

    private void same() {
        ScoredDecisions decisions = slot(1, ROWS, false).decisions();
        require(estimate(decisions).equals(estimate(decisions)), "two estimates differ");
    }

    private void order() {
        Estimate forwards = found(estimate(slot(2, ROWS, false).decisions()).modelCost());
        Estimate backwards = found(estimate(slot(2, ROWS, true).decisions()).modelCost());
        double difference = Math.abs(forwards.estimate() - backwards.estimate());
        require(difference <= 1e-9 * Math.abs(forwards.estimate()), "differs by " + difference + " backwards");
    }

    private void empty() {
        Expectation expected = estimate(slot(3, 0, false).decisions());
        for (Figure figure : List.of(expected.eventShare(), expected.modelCost(), expected.ruleCost())) {
            require(figure.refusal().isPresent(), figure + " (expected: a refusal)");
        }
    }

    private void draft() {
        Expectation expected = estimator.estimate(slot(5, ROWS, false).decisions(), Optional.empty(), options);
        found(expected.eventShare());
        for (Figure figure : List.of(expected.modelCost(), expected.ruleCost())) {
            require(figure.refusal().isPresent(), figure + " (expected: a refusal)");
        }
    }

    private void assumption() {
        require(!estimate(slot(4, ROWS, false).decisions()).assumption().isBlank(), "no assumption");
    }

    private Expectation estimate(ScoredDecisions decisions) {
        return estimator.estimate(decisions, Optional.of(COSTS), options);
    }

    private static Estimate found(Figure figure) {
        return figure.found().orElseThrow(() -> new AssertionError(figure + " (expected: an estimate)"));
    }

    /** Events happen as often as their probabilities say; the rule acts on every other row. */
    private static Slot slot(int number, int rows, boolean backwards) {
        Draws draws = Draws.of(11, number);
        double[] probabilities = new double[rows];
        double events = 0;
        double model = 0;
        double rule = 0;
        for (int row = 0; row < rows; row++) {
            probabilities[row] = Math.pow(draws.uniform(), 4);
            boolean event = draws.uniform() < probabilities[row];
            events += event ? 1 : 0;
            model += COSTS.cost(probabilities[row] >= COSTS.threshold(), event);
            rule += COSTS.cost(row % 2 == 0, event);
        }
        Column.Builder probability = Column.builder(Exposures.PROBABILITY, ColumnType.DOUBLE, rows);
        Column.Builder modelActs = Column.builder(Exposures.MODEL_ACTION, ColumnType.BOOL, rows);
        Column.Builder ruleActs = Column.builder(Exposures.RULE_ACTION, ColumnType.BOOL, rows);
        for (int i = 0; i < rows; i++) {
            int row = backwards ? rows - 1 - i : i;
            probability.add(probabilities[row]);
            modelActs.add(probabilities[row] >= COSTS.threshold());
            ruleActs.add(row % 2 == 0);
        }
        Exposures exposures =
                new Exposures(Table.of(List.of(probability.build(), modelActs.build(), ruleActs.build())));
        return new Slot(ScoredDecisions.of(exposures), events / rows, model / rows, rule / rows);
    }
}
