package io.volute.scoping.assessment;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.text.Numbers;
import io.volute.scoping.ScopingError;
import io.volute.statistics.moments.Moments;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The labels that exist by now, counted without asking what they are worth.
 *
 * @param classes rows by class, {@code false} and {@code true} for an event; of a number none
 * @param numbers moments of the labels that are numbers
 */
record LabelCounts(SortedMap<String, Long> classes, Moments numbers) {
    private static final int NAMED = 5;

    static LabelCounts of(List<Truth> slots) {
        SortedMap<String, Long> classes = new TreeMap<>();
        Moments numbers = Moments.EMPTY;
        for (Truth truth : slots) {
            Column label = truth.rows().column(Truth.LABEL);
            Framing framing = truth.framing();
            double[] values = new double[label.rows()];
            int known = 0;
            for (int row = 0; row < label.rows(); row++) {
                if (label.isMissing(row)) {
                    continue;
                }
                switch (framing) {
                    case BINARY -> classes.merge(String.valueOf(label.boolAt(row)), 1L, Long::sum);
                    case MULTICLASS -> classes.merge(label.textAt(row), 1L, Long::sum);
                    case REGRESSION -> values[known++] = label.doubleAt(row);
                }
            }
            numbers = numbers.plus(Moments.of(Arrays.copyOf(values, known)));
        }
        return new LabelCounts(classes, numbers);
    }

    /** The cost of a miss is that of one missed event, so that declared costs need a label with two classes. */
    static void refuseNoEvent(List<Truth> slots) {
        slots.stream()
                .map(Truth::framing)
                .filter(kind -> kind != Framing.BINARY)
                .findFirst()
                .ifPresent(kind -> {
                    throw new VoluteException(
                            ScopingError.LABEL_IS_NO_EVENT,
                            "scoping.costs: a miss is one missed event, but data-engineering.label is " + kind.words()
                                    + " (expected: a label with two classes)\nfix: make the label an event with value instead of"
                                    + " column, for example value: \"Damage <> 'None'\", or write scoping: {objective: draft}");
                });
    }

    /** S4 of a draft: how many labels there are of each kind; it waits for no delay. */
    ScopeCheck check(double least) {
        return new ScopeCheck(
                "S4",
                "Labels: how many",
                enough(least) ? ScopeCheck.PASS : ScopeCheck.WARN,
                value(least),
                remedy(least));
    }

    /** Whether no row has a label. */
    boolean isEmpty() {
        return classes.isEmpty() && numbers.n() == 0;
    }

    /** Whether there are so many of each kind, and more than one kind. */
    boolean enough(double least) {
        return few(least).isEmpty() && (classes.size() > 1 || numbers.n() >= least);
    }

    /** Rows of the rarest kind, of those that are there; of numbers all. */
    long rarest() {
        return classes.values().stream().mapToLong(Long::longValue).min().orElse(numbers.n());
    }

    String remedy(double least) {
        List<String> few = few(least);
        return numbers.n() > 0
                ? "collect at least " + Answer.limit(least) + " rows with a label"
                : "collect at least " + Answer.limit(least) + " rows of each class"
                        + (few.isEmpty() ? "" : ", or merge " + named(few) + " with others");
    }

    private List<String> few(double least) {
        return classes.entrySet().stream()
                .filter(entry -> entry.getValue() < least)
                .map(Map.Entry::getKey)
                .toList();
    }

    String value(double least) {
        List<String> few = few(least);
        if (numbers.n() > 0) {
            return Numbers.count(numbers.n()) + " numbers, mean " + Numbers.plain(numbers.mean()) + ", deviation "
                    + Numbers.plain(numbers.deviation());
        }
        if (classes.isEmpty()) {
            return "no row has a label yet";
        }
        String counts = classes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(NAMED)
                .map(entry -> Numbers.count(entry.getValue()) + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return counts
                + (classes.size() > NAMED ? " and " + (classes.size() - NAMED) + " more classes" : "")
                + (few.isEmpty() ? "" : "; fewer than " + Answer.limit(least) + ": " + named(few));
    }

    private static String named(List<String> classes) {
        return classes.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (classes.size() > NAMED ? " and " + (classes.size() - NAMED) + " more" : "");
    }
}
