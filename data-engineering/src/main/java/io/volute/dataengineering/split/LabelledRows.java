package io.volute.dataengineering.split;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.stage.StepContext;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.DataError;
import io.volute.statistics.random.Lots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Decisions with a label, and what of them a split must not do without. Not thread-safe. */
final class LabelledRows {
    /** A class of fewer rows can neither be learnt nor judged. */
    private static final int LEAST = 5;

    private final Framing framing;
    private final List<Instant> at = new ArrayList<>();
    private final List<Instant> knownAt = new ArrayList<>();
    private final List<Long> ids = new ArrayList<>();
    private final List<Long> groups = new ArrayList<>();
    /** Number of the class, 0 for numbers. */
    private final List<Integer> kinds = new ArrayList<>();

    private final List<Double> values = new ArrayList<>();
    private final SortedMap<String, Integer> classes = new TreeMap<>();
    private final Coverage coverage = new Coverage();

    private LabelledRows(Framing framing) {
        this.framing = framing;
    }

    static LabelledRows read(
            SortedMap<Slot, Artifact<Examples>> examples, SortedMap<Slot, Artifact<Truth>> truth, StepContext context) {
        LabelledRows rows = null;
        for (Map.Entry<Slot, Artifact<Truth>> slot : truth.entrySet()) {
            Truth labels = context.load(Truth.class, slot.getValue());
            rows = rows == null ? new LabelledRows(labels.framing()) : rows;
            Artifact<Examples> known = examples.get(slot.getKey());
            if (labels.rows().rows() > 0 && known != null) {
                rows.add(labels.rows(), context.load(Examples.class, known).rows());
            }
        }
        return rows == null ? new LabelledRows(Framing.BINARY) : rows;
    }

    private void add(Table truth, Table examples) {
        Map<String, Integer> numbers = new HashMap<>();
        Column rowIds = examples.column(Examples.ROW_ID);
        for (int row = 0; row < examples.rows(); row++) {
            numbers.put(rowIds.textAt(row), row);
        }
        for (int row = 0; row < truth.rows(); row++) {
            String id = truth.column(Examples.ROW_ID).textAt(row);
            Integer number = numbers.get(id);
            if (number != null) {
                at.add(examples.column(Examples.AT).instantAt(number));
                knownAt.add(truth.column(Truth.KNOWN_AT).instantAt(row));
                ids.add(Long.parseUnsignedLong(id, 16));
                groups.add(Long.parseUnsignedLong(
                        examples.column(Examples.GROUP_ID).textAt(number), 16));
                label(truth.column(Truth.LABEL), row);
                coverage.add(examples, number);
            }
        }
    }

    private void label(Column label, int row) {
        switch (framing) {
            case BINARY -> kinds.add(label.boolAt(row) ? 1 : 0);
            case MULTICLASS -> kinds.add(classes.computeIfAbsent(label.textAt(row), name -> classes.size()));
            case REGRESSION -> {
                kinds.add(0);
                values.add(label.doubleAt(row));
            }
        }
    }

    private int rows() {
        return at.size();
    }

    /** When the last of the labels came to be known. */
    Instant knownUntil() {
        return knownAt.stream().max(Instant::compareTo).orElseThrow();
    }

    void refuseConstantTarget() {
        if (rows() == 0) {
            throw constant("label: none exists yet (expected: labels "
                    + (framing == Framing.REGRESSION ? "that differ" : "of both kinds")
                    + ")\nfix: start later with --as-of, or check when the label's columns become available");
        }
        switch (framing) {
            case BINARY -> {
                if (kinds.stream().distinct().count() < 2) {
                    throw constant("label: " + (kinds.get(0) == 1) + " in all " + Numbers.count(rows())
                            + " rows (expected: both true and false)"
                            + "\nfix: check data-engineering.label.value, or the column that label.column names");
                }
            }
            case MULTICLASS -> {
                if (classes.size() < 2) {
                    throw constant("label: `" + classes.firstKey() + "` in all " + Numbers.count(rows())
                            + " rows (expected: two classes or more)\nfix: check data-engineering.label.column");
                }
                refuseRareClasses();
            }
            case REGRESSION -> {
                if (values.stream().distinct().count() < 2) {
                    throw constant("label: " + Numbers.plain(values.get(0)) + " in all " + Numbers.count(rows())
                            + " rows (expected: numbers that differ)\nfix: check data-engineering.label.column");
                }
            }
        }
    }

    private static VoluteException constant(String message) {
        return new VoluteException(DataError.CONSTANT_TARGET, message);
    }

    private void refuseRareClasses() {
        long[] sizes = new long[classes.size()];
        kinds.forEach(kind -> sizes[kind]++);
        List<String> rare = classes.entrySet().stream()
                .filter(one -> sizes[one.getValue()] < LEAST)
                .map(one -> "`" + one.getKey() + "` has " + Numbers.count(sizes[one.getValue()])
                        + (sizes[one.getValue()] == 1 ? " row" : " rows"))
                .toList();
        if (!rare.isEmpty()) {
            throw new VoluteException(
                    DataError.SPLIT_IMPOSSIBLE,
                    "label: class " + rare.get(0) + " (expected at least " + LEAST
                            + ", so that it can be learnt and judged)" + others(rare)
                            + "\nfix: merge it with another class in the source, drop its rows, or set it aside with an"
                            + " allowed check on the label's column in data-engineering.checks");
        }
    }

    private static String others(List<String> all) {
        return all.size() == 1
                ? ""
                : "; too few of " + Numbers.count(all.size() - 1) + " more, too: "
                        + String.join(", ", all.subList(1, Math.min(all.size(), 6)));
    }

    private record Sides(IntPredicate trains, IntPredicate judges) {}

    private Sides sides(Split.Fold fold) {
        if (fold.draw().isEmpty()) {
            return new Sides(
                    row -> !knownAt.get(row).isAfter(fold.from()),
                    row -> !at.get(row).isBefore(fold.from()) && at.get(row).isBefore(fold.to()));
        }
        Split.Draw draw = fold.draw().get();
        Lots lots = Lots.draw(draw.seed(), longs(ids), longs(groups), ints(kinds));
        return new Sides(
                row -> lots.within(row, draw.train()),
                row -> lots.within(row, draw.judged()) && !lots.within(row, draw.train()));
    }

    /** Where the values that a fold was trained on cover far fewer rows than those of the fold before. */
    List<String> coverageLosses(List<Split.Fold> folds) {
        List<String> losses = new ArrayList<>();
        SortedMap<String, Double> before = new TreeMap<>();
        String name = "";
        for (Split.Fold fold : folds) {
            Sides sides = sides(fold);
            SortedMap<String, Double> shares = coverage.shares(sides.trains, sides.judges);
            losses.addAll(Coverage.falls(name, before, fold.name(), shares));
            before = shares;
            name = fold.name();
        }
        return losses;
    }

    /** Refuses a fold that cannot be trained for, or cannot judge. */
    void refuseUnusable(Split.Fold fold, SplitSpec spec) {
        Sides sides = sides(fold);
        BitSet trained = kindsOf(sides.trains);
        BitSet judged = kindsOf(sides.judges);
        String early = fold.draw().isPresent() ? "among the rows that train" : "known before it begins";
        String late = "among the rows that judge";
        switch (framing) {
            case BINARY -> {
                if (trained.cardinality() < 2 || judged.cardinality() < 2) {
                    throw impossible(
                            fold,
                            "no labels of both kinds " + (trained.cardinality() < 2 ? early : late)
                                    + " (expected: at least one true and one false)",
                            spec);
                }
            }
            case MULTICLASS -> {
                classes.forEach((name, kind) -> {
                    if (!trained.get(kind)) {
                        throw impossible(
                                fold,
                                "no label `" + name + "` " + early + " (expected: each class at least once)",
                                spec);
                    }
                });
                refuseEmpty(fold, trained, judged, early, late, spec);
            }
            case REGRESSION -> refuseEmpty(fold, trained, judged, early, late, spec);
        }
    }

    private static void refuseEmpty(
            Split.Fold fold, BitSet trained, BitSet judged, String early, String late, SplitSpec spec) {
        if (trained.isEmpty() || judged.isEmpty()) {
            throw impossible(
                    fold, "no label " + (trained.isEmpty() ? early : late) + " (expected: at least one)", spec);
        }
    }

    private static VoluteException impossible(Split.Fold fold, String what, SplitSpec spec) {
        String fix = fold.draw().isPresent()
                ? "bring more rows, or merge rare classes"
                : "declare fewer folds than " + spec.folds() + " or longer ones in data-engineering.split";
        return new VoluteException(
                DataError.SPLIT_IMPOSSIBLE, "split: fold " + fold.name() + " has " + what + "\nfix: " + fix);
    }

    private BitSet kindsOf(IntPredicate side) {
        BitSet found = new BitSet();
        IntStream.range(0, rows()).filter(side).forEach(row -> found.set(kinds.get(row)));
        return found;
    }

    private static long[] longs(List<Long> list) {
        return list.stream().mapToLong(Long::longValue).toArray();
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
