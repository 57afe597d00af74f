package io.volute.businessanalysis.proposal;

import io.volute.core.contract.businessanalysis.LearnedLink;
import io.volute.core.contract.businessanalysis.Lessons;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What this pass learned by trying. An experiment tells of the model that it tried, so it keeps the target of the pass that
 * read it first, whatever the model is made good at afterwards.
 */
record Learning(Optional<Lessons> before, String target) {

    /** Whether the model is made good at something else than the experiment tried: what it says was answered. */
    boolean answered(String experiment) {
        return before.map(lessons -> lessons.targets().get(experiment))
                .filter(tried -> !tried.equals(target))
                .isPresent();
    }

    Optional<Lessons> lessons(List<LearnedLink> links, Set<String> experiments) {
        if (links.isEmpty() && experiments.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, String> known = before.map(Lessons::targets).orElseGet(TreeMap::new);
        SortedMap<String, String> targets = new TreeMap<>();
        experiments.forEach(name -> targets.put(name, known.getOrDefault(name, target)));
        return Optional.of(new Lessons(links, targets));
    }
}
