package io.volute.businessanalysis.metric;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which metrics are shown together: no metric without its context and the parts it is made of, right behind it. A metric
 * alone can look good while what it was meant to serve gets worse.
 */
public final class ShownTogether {
    private ShownTogether() {}

    /**
     * The metrics that are asked for, each followed by those that belong beside it and were not there before.
     *
     * @throws IllegalArgumentException if one of them is not defined
     */
    public static List<MetricId> order(Collection<MetricId> asked, Map<MetricId, MetricDefinition> definitions) {
        Set<MetricId> shown = new LinkedHashSet<>();
        asked.forEach(id -> {
            if (!definitions.containsKey(id)) {
                throw missing("metric " + id + " has no definition", definitions);
            }
            add(id, definitions, shown);
        });
        return List.copyOf(shown);
    }

    /** All metrics that are defined: first those that belong beside no other, each followed by its own. */
    public static List<MetricId> order(SortedMap<MetricId, MetricDefinition> definitions) {
        Set<MetricId> beside = new LinkedHashSet<>();
        definitions.values().forEach(definition -> beside.addAll(beside(definition)));
        List<MetricId> asked = new ArrayList<>(definitions.keySet());
        asked.removeAll(beside);
        asked.addAll(definitions.keySet());
        return order(asked, definitions);
    }

    /** The definitions that {@link #order(Collection, Map)} names. */
    public static SortedMap<MetricId, MetricDefinition> needed(
            Collection<MetricId> asked, Map<MetricId, MetricDefinition> definitions) {
        SortedMap<MetricId, MetricDefinition> needed = new TreeMap<>();
        order(asked, definitions).forEach(id -> needed.put(id, Metrics.definition(definitions, id)));
        return Collections.unmodifiableSortedMap(needed);
    }

    private static void add(MetricId id, Map<MetricId, MetricDefinition> definitions, Set<MetricId> shown) {
        if (!shown.add(id)) {
            return;
        }
        List<MetricId> beside = beside(Metrics.definition(definitions, id));
        beside.forEach(other -> {
            if (!definitions.containsKey(other)) {
                throw missing("metric " + id + ": " + other + " belongs beside it and has no definition", definitions);
            }
        });
        beside.forEach(other -> add(other, definitions, shown));
    }

    private static List<MetricId> beside(MetricDefinition definition) {
        List<MetricId> beside = new ArrayList<>(definition.context());
        definition.parts().ifPresent(parts -> beside.addAll(parts.keySet()));
        return beside;
    }

    private static IllegalArgumentException missing(String what, Map<MetricId, MetricDefinition> definitions) {
        return new IllegalArgumentException(what + " (expected: defined in --metrics or in the design"
                + (definitions.isEmpty()
                        ? ""
                        : ", where there are "
                                + definitions.keySet().stream().sorted().toList())
                + ")");
    }
}
