package io.volute.core.stage;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Figures for the journal, by name with the unit in it ({@code log-loss}, {@code cost-per-strike-usd}).
 *
 * @param values finite values, sorted by name
 */
public record Metrics(SortedMap<String, Double> values) {
    /** Copies; refuses values that are not finite. */
    public Metrics {
        values.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("metric " + name + ": " + value + " (expected a finite number)");
            }
        });
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** From any map. */
    public static Metrics of(Map<String, Double> values) {
        return new Metrics(new TreeMap<>(values));
    }
}
