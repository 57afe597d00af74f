package io.volute.core.contract.businessanalysis;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was learned by trying; read by the next pass's scoping. What experiments of this project found stands in
 * {@link Insight#effects}.
 *
 * @param links what logs of past launches teach, by name of the log
 * @param targets by experiment of this project, what its model was made good at: the target of the scope under which it was
 *     first read, since another target makes another model; empty where nobody wrote one
 */
public record Lessons(List<LearnedLink> links, SortedMap<String, String> targets) {
    /** Copies. */
    public Lessons {
        links = List.copyOf(links);
        targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    }
}
