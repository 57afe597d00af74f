package io.volute.scoping.threshold;

import io.volute.core.contract.scoping.Assessment.ChangedLimit;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.error.Nearest;
import io.volute.scoping.threshold.Threshold.Limit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The limits that hold: those that checks come with, and over them what the spec changes. Immutable. */
public final class Thresholds {
    private static final String KEY = "thresholds: ";

    private final Map<String, ? extends Map<String, ThresholdSpec>> written;

    private Thresholds(Map<String, ? extends Map<String, ThresholdSpec>> written) {
        this.written = written;
    }

    /**
     * With what the spec changes, by check and measure.
     *
     * @throws IllegalArgumentException for a check or a measure that is not there, a value out of range, a warning
     *     behind the failure
     */
    public static Thresholds of(Optional<SortedMap<String, SortedMap<String, ThresholdSpec>>> written) {
        var thresholds = new Thresholds(written.<Map<String, ? extends Map<String, ThresholdSpec>>>map(map -> map)
                .orElse(Map.of()));
        thresholds.check();
        return thresholds;
    }

    /** The limit that holds. */
    public double fail(Threshold threshold) {
        return value(threshold, Limit.FAIL).orElseThrow();
    }

    /** The limit that holds. */
    public double warn(Threshold threshold) {
        return value(threshold, Limit.WARN).orElseThrow();
    }

    /** The limit that holds; empty where the measure has none of this kind. */
    public Optional<Double> value(Threshold threshold, Limit limit) {
        return written(threshold, limit).or(() -> threshold.standard(limit));
    }

    private Optional<Double> written(Threshold threshold, Limit limit) {
        return Optional.ofNullable(written.get(threshold.check()))
                .map(measures -> measures.get(threshold.measure()))
                .flatMap(limit == Limit.FAIL ? ThresholdSpec::fail : ThresholdSpec::warn);
    }

    /** The same answers; those whose limits were changed say so, each change once. */
    public List<ScopeCheck> told(List<ScopeCheck> answers) {
        List<ScopeCheck> told = new ArrayList<>(answers.size());
        Set<String> seen = new HashSet<>();
        for (ScopeCheck answer : answers) {
            List<ChangedLimit> changed = seen.add(answer.id()) ? changed(answer.id()) : List.of();
            told.add(changed.isEmpty() ? answer : answer.changed(changed));
        }
        return List.copyOf(told);
    }

    private List<ChangedLimit> changed(String check) {
        List<ChangedLimit> changed = new ArrayList<>();
        for (Threshold threshold : Threshold.of(check)) {
            for (Limit limit : Limit.values()) {
                Optional<Double> from = threshold.standard(limit);
                Optional<Double> to = written(threshold, limit);
                if (from.isPresent() && to.isPresent() && !from.equals(to)) {
                    changed.add(new ChangedLimit(
                            threshold.measure(),
                            word(limit),
                            from.get(),
                            to.get(),
                            threshold.looser(from.get(), to.get())));
                }
            }
        }
        return changed;
    }

    private void check() {
        written.forEach((check, measures) -> {
            List<Threshold> known = Threshold.of(check);
            if (known.isEmpty()) {
                throw refused(
                        check,
                        "has no limits to change",
                        Arrays.stream(Threshold.values())
                                .map(Threshold::check)
                                .distinct()
                                .toList());
            }
            measures.forEach((measure, limits) -> {
                Threshold threshold = known.stream()
                        .filter(each -> each.measure().equals(measure))
                        .findFirst()
                        .orElseThrow(() -> refused(
                                check + "." + measure,
                                "is no measure of " + check,
                                known.stream().map(Threshold::measure).toList()));
                for (Limit limit : Limit.values()) {
                    written(threshold, limit).ifPresent(value -> check(threshold, limit, value));
                }
                Optional<Double> fail = value(threshold, Limit.FAIL);
                Optional<Double> warn = value(threshold, Limit.WARN);
                if (fail.isPresent() && warn.isPresent() && threshold.looser(fail.get(), warn.get())) {
                    throw new IllegalArgumentException(KEY + named(threshold) + " fails at "
                            + ChangedLimit.plain(fail.get()) + " before it warns at " + ChangedLimit.plain(warn.get())
                            + " (expected: a warning first; write both)");
                }
            });
        });
    }

    private static void check(Threshold threshold, Limit limit, double value) {
        if (threshold.standard(limit).isEmpty()) {
            Limit other = limit == Limit.FAIL ? Limit.WARN : Limit.FAIL;
            throw new IllegalArgumentException(KEY + named(threshold) + "." + word(limit) + ": this measure only "
                    + word(other) + "s (expected: " + word(other) + ")");
        }
        if (!(value >= 0 && value <= threshold.most()) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(KEY + named(threshold) + "." + word(limit) + ": "
                    + ChangedLimit.plain(value) + " (expected: "
                    + (Double.isInfinite(threshold.most())
                            ? "0 or more"
                            : "from 0 to " + ChangedLimit.plain(threshold.most()))
                    + ")");
        }
    }

    private static String named(Threshold threshold) {
        return threshold.check() + "." + threshold.measure();
    }

    private static String word(Limit limit) {
        return limit.name().toLowerCase(Locale.ROOT);
    }

    private static IllegalArgumentException refused(String name, String what, List<String> known) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return new IllegalArgumentException(
                KEY + name + " " + what + " (expected one of: " + known.stream().collect(Collectors.joining(", ")) + ")"
                        + Nearest.of(last, known)
                                .map(near -> ". Did you mean " + near + "?")
                                .orElse(""));
    }
}
