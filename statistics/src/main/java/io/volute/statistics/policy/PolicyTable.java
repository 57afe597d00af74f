package io.volute.statistics.policy;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.bootstrap.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All policies on the same rows, beside acting on all, on none, and the best in hindsight. Only where the truth of a row
 * gives the cost of every action: see {@link PolicyCost}. Thresholds must come from other rows.
 *
 * @param rows the policies in their order, then {@value #ALL} and {@value #NONE}
 * @param oracle mean cost of the best action in hindsight of each row
 * @param reference the policy that the others are compared with
 * @param heuristic the policy that regret is measured against
 */
public record PolicyTable(List<Row> rows, double oracle, String reference, String heuristic) {

    /** Name of the policy that acts on every row. */
    public static final String ALL = "act on all";

    /** Name of the policy that never acts. */
    public static final String NONE = "act on none";

    private static final double CAP = .99;

    /** Copies the list. */
    public PolicyTable {
        rows = List.copyOf(rows);
    }

    /**
     * One policy.
     *
     * @param policy name
     * @param mean cost per row
     * @param regretShare {@link PolicyCost#regretShare}; empty if the heuristic costs no more than the oracle
     * @param difference from the reference by itself; {@code identical} for the reference
     * @param simultaneous from the reference, intervals that hold for all policies at once
     * @param concentration of the differences, with the rows that carry them
     * @param fewRows what may be said where few rows decide and the normal interval is refused; else empty
     */
    public record Row(
            String policy,
            double mean,
            OptionalDouble regretShare,
            Figure difference,
            Figure simultaneous,
            Concentration concentration,
            Optional<FewRows> fewRows) {}

    /**
     * A sum of money that rests on few rows.
     *
     * @param studentised mean difference with the bootstrap-t interval; over rows, also where they come in clusters
     * @param total sum of the differences
     * @param capped the same with no row above the 99th percentile of the sizes of non-zero differences
     */
    public record FewRows(Figure studentised, double total, double capped) {}

    /**
     * The table from costs of each row.
     *
     * @param policies costs by policy; neither {@value #ALL} nor {@value #NONE} among them
     * @param all costs of acting on every row
     * @param none costs of never acting
     * @param oracle costs of the best action in hindsight
     * @param reference name of a policy, or {@value #ALL}, or {@value #NONE}
     * @param heuristic likewise
     * @param cluster the unit or block of time of each row, where rows belong together
     * @param draws of the bootstrap, usually 2,000
     * @throws IllegalArgumentException if a name is unknown or taken, lengths differ, or a policy beats the oracle in a row
     */
    public static PolicyTable of(
            Map<String, double[]> policies,
            double[] all,
            double[] none,
            double[] oracle,
            String reference,
            String heuristic,
            Optional<long[]> cluster,
            int draws,
            long seed) {
        Map<String, double[]> costs = new LinkedHashMap<>(policies);
        if (costs.put(ALL, all) != null || costs.put(NONE, none) != null) {
            throw new IllegalArgumentException("policies: " + policies.keySet() + " (expected: none of the names '"
                    + ALL + "' and '" + NONE + "')");
        }
        double[] base = named(costs, reference);
        double best = mean(oracle);
        double worst = mean(named(costs, heuristic));
        double[][] each = costs.values().toArray(double[][]::new);
        for (Map.Entry<String, double[]> one : costs.entrySet()) {
            check(one.getKey(), one.getValue(), oracle);
        }
        List<Figure> simultaneous = cluster.map(of -> PolicyCost.simultaneous(each, base, of, draws, seed))
                .orElseGet(() -> PolicyCost.simultaneous(each, base, draws, seed));
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, double[]> one : costs.entrySet()) {
            double[] d = PolicyCost.minus(one.getValue(), base);
            Figure difference = cluster.map(of -> PolicyCost.difference(one.getValue(), base, of))
                    .orElseGet(() -> PolicyCost.difference(one.getValue(), base));
            double mean = mean(one.getValue());
            rows.add(new Row(
                    one.getKey(),
                    mean,
                    worst > best ? OptionalDouble.of((mean - best) / (worst - best)) : OptionalDouble.empty(),
                    difference,
                    simultaneous.get(rows.size()),
                    Concentration.of(d),
                    difference
                            .refusal()
                            .map(Refused::code)
                            .filter("few-rows-decide"::equals)
                            .map(code -> fewRows(d, draws, seed))));
        }
        return new PolicyTable(rows, best, reference, heuristic);
    }

    /** The policies that are cheaper than the reference with an interval that holds for all at once. */
    public List<String> better() {
        return rows.stream()
                .filter(row -> row.simultaneous() instanceof Estimate found && found.below(0))
                .map(Row::policy)
                .toList();
    }

    private static FewRows fewRows(double[] d, int draws, long seed) {
        double[] sizes = Arrays.stream(d)
                .map(Math::abs)
                .filter(size -> size > 0)
                .sorted()
                .toArray();
        double cap = Bootstrap.quantile(sizes, CAP);
        double total = Arrays.stream(d).sum();
        double capped =
                Arrays.stream(d).map(x -> Math.max(-cap, Math.min(cap, x))).sum();
        return new FewRows(Bootstrap.studentised(d, draws, seed), total, capped);
    }

    private static double[] named(Map<String, double[]> costs, String name) {
        double[] found = costs.get(name);
        if (found == null) {
            throw new IllegalArgumentException("policy: " + name + " (expected: one of " + costs.keySet() + ")");
        }
        return found;
    }

    private static void check(String name, double[] costs, double[] oracle) {
        if (costs.length != oracle.length) {
            throw new IllegalArgumentException(
                    "rows of " + name + ": " + costs.length + " (expected: " + oracle.length + ")");
        }
        for (int i = 0; i < costs.length; i++) {
            if (costs[i] < oracle[i]) {
                throw new IllegalArgumentException("row " + i + ": " + name + " costs " + costs[i]
                        + ", less than the best in hindsight, " + oracle[i]
                        + " (expected: no less; is the cost of the other action known?)");
            }
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
