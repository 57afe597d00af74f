package io.volute.modeling.evaluation;

import io.volute.modeling.model.Complexity;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.mean.Means;
import io.volute.statistics.moments.Moments;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Chooses among candidates: the simplest of those that cannot be told apart, in money or loss, from the cheapest. */
final class SimplestOfBest {
    private final SortedMap<String, double[]> costs;
    private final Map<String, Complexity> complexity;
    private final Yardstick yardstick;

    /** The choice and its reason. */
    record Chosen(String key, String why) {}

    /**
     * Candidates.
     *
     * @param costs cost of each candidate on the same rows, by key; at least one candidate
     * @param complexity of each candidate, by key
     * @param yardstick by which the costs were found
     */
    SimplestOfBest(SortedMap<String, double[]> costs, Map<String, Complexity> complexity, Yardstick yardstick) {
        this.costs = costs;
        this.complexity = complexity;
        this.yardstick = yardstick;
    }

    /**
     * The same of those alone that hold every guardrail: however cheap, what breaks one is cut first. Where all break one
     * nothing is cut, and the gate refuses the chosen one.
     *
     * @param broken by candidate, the guardrail that it breaks
     */
    Chosen choose(SortedMap<String, String> broken) {
        Chosen any = choose();
        SortedMap<String, double[]> kept = new TreeMap<>(costs);
        kept.keySet().removeAll(broken.keySet());
        if (kept.isEmpty() || kept.size() == costs.size()) {
            return any;
        }
        String key = new SimplestOfBest(kept, complexity, yardstick).choose().key();
        return key.equals(any.key())
                ? any
                : new Chosen(
                        key,
                        key + ": " + yardstick.amount(mean(key)) + ", of the " + kept.size()
                                + " that hold the guardrails; cut first: "
                                + broken.entrySet().stream()
                                        .map(one -> one.getKey() + ", " + one.getValue()
                                                + " rises by more than is tolerated")
                                        .collect(Collectors.joining("; ")));
    }

    Chosen choose() {
        Comparator<String> simplest = Comparator.<String, Complexity>comparing(complexity::get)
                .thenComparing(this::mean)
                .thenComparing(Comparator.naturalOrder());
        Comparator<String> cheapest =
                Comparator.<String>comparingDouble(this::mean).thenComparing(simplest);
        List<String> keys = List.copyOf(costs.keySet());
        String best = keys.stream().min(cheapest).orElseThrow();
        List<String> alike = keys.stream().filter(key -> notDearer(key, best)).toList();
        String chosen = alike.stream().min(simplest).orElseThrow();
        return new Chosen(chosen, why(chosen, best, alike, keys));
    }

    /** Whether the interval of its extra cost against the cheapest reaches down to nothing. */
    private boolean notDearer(String key, String best) {
        Figure extra = Means.paired(costsOf(key), costsOf(best));
        return extra instanceof Estimate estimate
                ? estimate.low() <= 0
                : key.equals(best) || ((Refused) extra).code().equals("identical");
    }

    private String why(String chosen, String best, List<String> alike, List<String> keys) {
        double cost = mean(chosen);
        if (keys.size() == 1) {
            return chosen + ": the only candidate that could be trained here, " + yardstick.amount(cost);
        }
        if (chosen.equals(best)) {
            return alike.size() == 1
                    ? chosen + ": " + yardstick.lowest(cost) + ", and told apart from every other candidate"
                    : chosen + ": " + yardstick.lowest(cost) + ", and the simplest of the " + alike.size()
                            + " that cannot be told apart";
        }
        return chosen + ": " + yardstick.amount(cost) + ", not told apart from " + best + " ("
                + yardstick.bare(mean(best)) + "), and simpler";
    }

    private double mean(String key) {
        return Moments.of(costsOf(key)).mean();
    }

    private double[] costsOf(String key) {
        double[] found = costs.get(key);
        if (found == null) {
            throw new IllegalArgumentException("candidate " + key + ": not here");
        }
        return found;
    }
}
