package io.volute.businessanalysis.effect;

import io.volute.businessanalysis.effect.Readout.PolicyMean;
import io.volute.businessanalysis.effect.Readout.PolicyRow;
import io.volute.businessanalysis.effect.Units.Unit;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.statistics.policy.PolicyTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Policies on the same rows, whose outcomes are known whatever was decided: today's rule, the model, acting on all, on none,
 * and the best in hindsight. Only where a plan says that this is so.
 */
final class Policies {
    static final String RULE = "rule";
    static final String MODEL = "model";
    static final String ORACLE = "oracle";

    /** Draws for intervals that hold for all policies at once; fewer where there are very many rows. */
    private static final int DRAWS = 500;

    private static final int DRAWS_MIN = 50;
    private static final long WORK = 10_000_000;

    private final Optional<PolicyTable> table;

    /** Of these units; none without a row. */
    Policies(Units units, DecisionCosts costs) {
        int rows = Math.toIntExact(units.sum(Count.PAIRED));
        table = rows == 0 ? Optional.empty() : Optional.of(table(units, rows, costs));
    }

    private static PolicyTable table(Units units, int rows, DecisionCosts costs) {
        double act = costs.act().doubleValue();
        double miss = costs.miss().doubleValue();
        double[] oracle = spread(units, rows, unit -> Math.min(act, miss) * unit.count(Count.EVENTS));
        Map<String, double[]> policies = new LinkedHashMap<>();
        policies.put(RULE, spread(units, rows, unit -> unit.cost(costs, Count.ACTED_RULE, Count.MISSED_RULE)));
        policies.put(MODEL, spread(units, rows, unit -> unit.cost(costs, Count.ACTED_MODEL, Count.MISSED_MODEL)));
        policies.put(ORACLE, oracle);
        long[] unitOf = new long[rows];
        int at = 0;
        int number = 0;
        for (Unit unit : units.list()) {
            int own = Math.toIntExact(unit.count(Count.PAIRED));
            Arrays.fill(unitOf, at, at + own, number++);
            at += own;
        }
        return PolicyTable.of(
                policies,
                spread(units, rows, unit -> act * unit.count(Count.PAIRED)),
                spread(units, rows, unit -> miss * unit.count(Count.EVENTS)),
                oracle,
                RULE,
                RULE,
                Optional.of(unitOf),
                (int) Math.max(DRAWS_MIN, Math.min(DRAWS, WORK / rows)),
                1);
    }

    /** What a unit's rows cost together, on each of them alike: means and errors are those of units. */
    private static double[] spread(Units units, int rows, ToDoubleFunction<Unit> cost) {
        double[] spread = new double[rows];
        int at = 0;
        for (Unit unit : units.list()) {
            int own = Math.toIntExact(unit.count(Count.PAIRED));
            if (own > 0) {
                Arrays.fill(spread, at, at + own, cost.applyAsDouble(unit) / own);
            }
            at += own;
        }
        return spread;
    }

    /** All of them against today's rule. */
    List<PolicyRow> rows() {
        return table.stream()
                .flatMap(found -> found.rows().stream())
                .map(row -> new PolicyRow(
                        row.policy(),
                        row.mean(),
                        row.regretShare().isPresent()
                                ? Optional.of(row.regretShare().getAsDouble())
                                : Optional.empty(),
                        row.simultaneous()))
                .toList();
    }

    /** Mean cost of those that nobody follows. */
    List<PolicyMean> means() {
        return table.map(found -> List.of(
                        new PolicyMean("always", mean(found, PolicyTable.ALL)),
                        new PolicyMean("never", mean(found, PolicyTable.NONE)),
                        new PolicyMean("without-error", found.oracle())))
                .orElseGet(List::of);
    }

    private static double mean(PolicyTable table, String policy) {
        return table.rows().stream()
                .filter(row -> row.policy().equals(policy))
                .mapToDouble(PolicyTable.Row::mean)
                .findFirst()
                .orElseThrow();
    }
}
