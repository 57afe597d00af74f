package io.volute.dataengineering.leakage;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.dataengineering.Leakage.Detector;
import io.volute.core.contract.dataengineering.Leakage.Finding;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Judges columns by what a label of its framing offers: each class against the rest, or the number. */
final class LabelJudge {
    private static final int CLASSES = 20;
    private static final int TOLD = 5;

    private final Framing framing;
    private final String label;
    private final LeakageSpec spec;
    private final List<SlotRows> slots;
    private final long rows;
    private final List<Target> all;
    private final List<Target> targets;

    LabelJudge(Framing framing, String label, LeakageSpec spec, SlotRows.Names classes, List<SlotRows> slots) {
        this.framing = framing;
        this.label = label;
        this.spec = spec;
        this.slots = slots;
        this.rows = slots.stream().mapToLong(SlotRows::rows).sum();
        this.all = switch (framing) {
            case BINARY -> List.of(Target.of(label, slots));
            case MULTICLASS -> Target.ofClasses(classes.texts(), slots);
            case REGRESSION -> List.of();
        };
        this.targets = all.stream()
                .filter(target -> target.judgeable(ColumnJudge.LEAST))
                .limit(CLASSES)
                .toList();
    }

    /** Labelled rows. */
    long rows() {
        return rows;
    }

    /** Rows of the rarer of two classes. */
    long positives() {
        return framing == Framing.BINARY ? all.get(0).hits() : 0;
    }

    /** The classes that are judged against the rest. */
    List<Target> targets() {
        return targets;
    }

    /** Whether there are enough labels to judge anything by. */
    boolean judgeable() {
        return framing == Framing.REGRESSION ? rows >= 2 * ColumnJudge.LEAST : !targets.isEmpty();
    }

    /** The labels, when there are too few. */
    String words() {
        return framing == Framing.BINARY
                ? all.get(0).words()
                : Numbers.count(rows) + " rows"
                        + (framing == Framing.MULTICLASS ? " of " + Numbers.count(all.size()) + " classes" : "");
    }

    /** What a column tells; of several classes the one that it tells best speaks for all. */
    List<Finding> judge(Judged column, int number, SlotRows.Names names) {
        if (framing == Framing.REGRESSION) {
            return new NumberJudge(label, spec, slots)
                    .judge(column, number, names).stream().toList();
        }
        SortedMap<Detector, Finding> strongest = new TreeMap<>();
        for (Target target : targets) {
            for (Finding finding : new ColumnJudge(target, spec, slots).judge(column, number, names)) {
                strongest.merge(finding.detector(), finding, LabelJudge::stronger);
            }
        }
        return List.copyOf(strongest.values());
    }

    private static Finding stronger(Finding a, Finding b) {
        int order = a.severity().compareTo(b.severity());
        return order != 0 ? (order < 0 ? a : b) : strength(a) >= strength(b) ? a : b;
    }

    private static double strength(Finding finding) {
        return finding.figure().flatMap(Figure::found).map(Estimate::estimate).orElse(0.0);
    }

    /** What no detector judged, by name. */
    List<Finding> unjudged() {
        List<Finding> findings = new ArrayList<>();
        if (framing == Framing.REGRESSION) {
            findings.add(RowsJudge.told(
                    Detector.SEGMENT, 0, "not looked for: a part of a column is pure where labels are classes"));
        }
        List<Target> left =
                all.stream().filter(target -> !targets.contains(target)).toList();
        if (framing == Framing.MULTICLASS && !left.isEmpty()) {
            findings.add(RowsJudge.told(
                    Detector.POWER,
                    left.stream().mapToLong(Target::hits).sum(),
                    Numbers.count(left.size()) + (left.size() == 1 ? " class is" : " classes are")
                            + " not judged (expected: at least " + ColumnJudge.LEAST + " rows, and the " + CLASSES
                            + " most frequent): "
                            + left.stream().limit(TOLD).map(Target::name).collect(Collectors.joining(", "))
                            + (left.size() > TOLD ? ", …" : "")));
        }
        return findings;
    }
}
