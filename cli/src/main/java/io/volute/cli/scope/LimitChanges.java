package io.volute.cli.scope;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.contract.scoping.Assessment.ChangedLimit;
import io.volute.core.spec.SpecChange;
import io.volute.scoping.threshold.Threshold;
import io.volute.scoping.threshold.Threshold.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Changes of limits, in which one that is not written is the one that the check comes with. Stateless. */
final class LimitChanges {
    private static final String SECTION = "scoping.thresholds";

    private LimitChanges() {}

    /** The same changes with those of limits told one by one, from what held to what holds. */
    static List<SpecChange> told(List<SpecChange> changes, JsonNode from, JsonNode to) {
        List<SpecChange> told = new ArrayList<>();
        boolean any = false;
        for (SpecChange change : changes) {
            if (change.path().equals(SECTION) || change.path().startsWith(SECTION + ".")) {
                any = true;
            } else {
                told.add(change);
            }
        }
        if (any) {
            for (Threshold threshold : Threshold.values()) {
                for (Limit limit : Limit.values()) {
                    change(threshold, limit, from, to).ifPresent(told::add);
                }
            }
        }
        return List.copyOf(told);
    }

    private static Optional<SpecChange> change(Threshold threshold, Limit limit, JsonNode from, JsonNode to) {
        Optional<String> standard = threshold.standard(limit).map(ChangedLimit::plain);
        Optional<String> before = written(threshold, limit, from).or(() -> standard);
        Optional<String> after = written(threshold, limit, to).or(() -> standard);
        return before.equals(after)
                ? Optional.empty()
                : after.map(value -> new SpecChange(path(threshold, limit), before, value));
    }

    private static Optional<String> written(Threshold threshold, Limit limit, JsonNode section) {
        JsonNode value = section.path("thresholds")
                .path(threshold.check())
                .path(threshold.measure())
                .path(word(limit));
        return value.isMissingNode() ? Optional.empty() : Optional.of(ChangedLimit.plain(value.asDouble()));
    }

    private static String path(Threshold threshold, Limit limit) {
        return SECTION + "." + threshold.check() + "." + threshold.measure() + "." + word(limit);
    }

    private static String word(Limit limit) {
        return limit.name().toLowerCase(Locale.ROOT);
    }
}
