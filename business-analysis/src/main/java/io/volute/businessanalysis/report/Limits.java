package io.volute.businessanalysis.report;

import io.volute.core.contract.scoping.Assessment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was changed of the limits that the questions at the start come with. Stateless. */
final class Limits {
    private Limits() {}

    /** Question, answer and what was found; empty where nothing was changed. */
    static Optional<List<String>> row(Assessment assessment) {
        List<String> changed = new ArrayList<>();
        boolean loosened = false;
        for (Assessment.ScopeCheck check : assessment.checks()) {
            for (Assessment.ChangedLimit limit : check.changed().orElse(List.of())) {
                changed.add(check.title() + ": " + limit.words());
                loosened |= limit.loosened();
            }
        }
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(List.of(
                        "The start was judged by the usual limits",
                        loosened ? "no, by looser ones" : "by stricter ones",
                        String.join("; ", changed)));
    }
}
