package io.volute.dataengineering.leakage;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.run.Slot;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.stage.Verdict;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.join.JoinSpec;
import io.volute.dataengineering.label.LabelSpec;
import io.volute.dataengineering.leakage.Leakage.Detector;
import io.volute.dataengineering.leakage.Leakage.Finding;
import io.volute.dataengineering.leakage.Leakage.Severity;
import io.volute.dataengineering.snapshot.Hindsight;
import io.volute.dataengineering.snapshot.Positions;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks for columns that tell the label and could not know it, in the rows that have a label by now. Like the checks it
 * always succeeds and says what it found; who comes next refuses data that is {@code BLOCKED}. Columns that no feature
 * may read are judged too, and only told: they show what would happen if somebody declared them otherwise.
 */
public final class FindLeaks implements Step<FindLeaks.Input, FindLeaks.Output> {
    /** Each class is judged against the rest; more of them are a matter of minutes. */
    private static final int CLASSES = 20;

    /** The last call's rows, so that the next one joins only the slots that changed. */
    private @Nullable Memory memory;

    /** What it reads. */
    public record Input(
            @FromSpec Contract contract,
            @FromSpec LabelSpec label,
            @FromSpec LeakageSpec leakage,
            @FromSpec Optional<SortedMap<String, JoinSpec>> joins,
            SortedMap<Slot, Artifact<Examples>> examples,
            SortedMap<Slot, Artifact<Truth>> truth,
            Artifact<Hindsight> hindsight,
            Artifact<Positions> positions) {
        /** The contract with the columns that joins and the label add. */
        Contract complete() {
            return label.complete(contract, joins);
        }
    }

    /** What it leaves: {@code judged} columns known at the decision, and {@code others} that would leak if they were. */
    public record Output(Artifact<Leakage> leakage, Verdict verdict, int judged, int others) implements Described {
        @Override
        public String summary() {
            String late = others == 0
                    ? ""
                    : " · " + Numbers.count(others) + (others == 1 ? " that is known later" : " that are known later")
                            + " would leak";
            return verdict.value().equals("PASS")
                    ? "no leak among " + Numbers.count(judged) + " columns known at the decision" + late
                    : verdict.value() + "  " + verdict.why() + late;
        }
    }

    private record SlotKey(Artifact<Examples> examples, Artifact<Truth> truth) {}

    private record Joined(SlotKey key, SlotRows rows) {}

    /** Codes of names last as long as the columns do; that they depend on the order of slots no finding shows. */
    private record Memory(
            Contract contract,
            Artifact<Hindsight> hindsight,
            Artifact<Positions> positions,
            List<Judged> columns,
            List<SlotRows.Names> names,
            SlotRows.Names classes,
            Map<Slot, Joined> slots) {}

    /** The step; it holds nothing but memory. */
    @Inject
    public FindLeaks() {}

    @Override
    public int revision() {
        return 2;
    }

    @Override
    public synchronized Output run(Input input, StepContext context) {
        Framing framing = input.label().framing(input.complete());
        Memory current = memory(input);
        List<SlotRows> slots = slots(current, input, context);
        long rows = slots.stream().mapToLong(SlotRows::rows).sum();
        List<Target> all = switch (framing) {
            case BINARY -> List.of(Target.of(input.label().name(), slots));
            case MULTICLASS -> Target.ofClasses(current.classes.texts(), slots);
            case REGRESSION -> List.of();
        };
        List<Target> targets = all.stream()
                .filter(target -> target.judgeable(ColumnJudge.LEAST))
                .limit(CLASSES)
                .toList();
        List<Finding> findings = new ArrayList<>();
        tellAvailability(current.columns, input.label(), findings);
        boolean judgeable = framing == Framing.REGRESSION ? rows >= 2 * ColumnJudge.LEAST : !targets.isEmpty();
        if (judgeable) {
            for (int i = 0; i < current.columns.size(); i++) {
                context.checkInterrupted();
                findings.addAll(judge(input, framing, targets, slots, current, i));
            }
            tellUnjudged(framing, all, targets, findings);
            if (framing == Framing.BINARY) {
                tellContradictions(current.columns, input.label(), findings);
            }
            boolean dated = input.contract().decisionTime().isPresent();
            findings.addAll(
                    new RowsJudge(framing, input.label().name(), targets, current.columns, slots, dated).judge());
        }
        findings.sort(Comparator.comparing(Finding::severity)
                .thenComparing(Finding::detector)
                .thenComparing(Finding::column));
        Verdict verdict = verdict(findings, judgeable ? "" : few(framing, all, rows));
        int judged = (int) current.columns.stream()
                .filter(column -> column.available().isNow())
                .count();
        long positives = framing == Framing.BINARY ? all.get(0).hits() : 0;
        return new Output(
                context.write(Leakage.class, new Leakage(rows, positives, findings, verdict)),
                verdict,
                judged,
                others(current.columns, findings));
    }

    private static List<Finding> judge(
            Input input, Framing framing, List<Target> targets, List<SlotRows> slots, Memory memory, int number) {
        Judged column = memory.columns.get(number);
        SlotRows.Names names = memory.names.get(number);
        if (framing == Framing.REGRESSION) {
            return new NumberJudge(input.label().name(), input.leakage(), slots)
                    .judge(column, number, names).stream().toList();
        }
        // Of several classes that a column tells, the one that it tells best speaks for all.
        SortedMap<Detector, Finding> strongest = new TreeMap<>();
        for (Target target : targets) {
            for (Finding finding : new ColumnJudge(target, input.leakage(), slots).judge(column, number, names)) {
                strongest.merge(finding.detector(), finding, FindLeaks::stronger);
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
    private static void tellUnjudged(Framing framing, List<Target> all, List<Target> judged, List<Finding> findings) {
        if (framing == Framing.REGRESSION) {
            findings.add(RowsJudge.told(
                    Detector.SEGMENT, 0, "not looked for: a part of a column is pure where labels are classes"));
        }
        List<Target> left =
                all.stream().filter(target -> !judged.contains(target)).toList();
        if (framing == Framing.MULTICLASS && !left.isEmpty()) {
            findings.add(RowsJudge.told(
                    Detector.POWER,
                    left.stream().mapToLong(Target::hits).sum(),
                    Numbers.count(left.size()) + (left.size() == 1 ? " class is" : " classes are")
                            + " not judged (expected: at least " + ColumnJudge.LEAST + " rows, and the " + CLASSES
                            + " most frequent): "
                            + left.stream().limit(5).map(Target::name).collect(Collectors.joining(", "))
                            + (left.size() > 5 ? ", …" : "")));
        }
    }

    private static String few(Framing framing, List<Target> all, long rows) {
        return framing == Framing.BINARY
                ? all.get(0).words()
                : Numbers.count(rows) + " rows"
                        + (framing == Framing.MULTICLASS ? " of " + Numbers.count(all.size()) + " classes" : "");
    }

    private Memory memory(Input input) {
        Memory last = memory;
        if (last == null
                || !last.contract.equals(input.complete())
                || !last.hindsight.equals(input.hindsight())
                || !last.positions.equals(input.positions())) {
            List<Judged> columns = Judged.of(input.complete());
            last = new Memory(
                    input.complete(),
                    input.hindsight(),
                    input.positions(),
                    columns,
                    columns.stream().map(column -> new SlotRows.Names()).toList(),
                    new SlotRows.Names(),
                    new HashMap<>());
            memory = last;
        }
        return last;
    }

    private static List<SlotRows> slots(Memory memory, Input input, StepContext context) {
        memory.slots.keySet().retainAll(input.truth().keySet());
        List<SlotRows> slots = new ArrayList<>();
        input.truth().forEach((slot, truth) -> {
            SlotKey key = new SlotKey(Objects.requireNonNull(input.examples().get(slot), "examples of " + slot), truth);
            Joined joined = memory.slots.get(slot);
            if (joined == null || !joined.key.equals(key)) {
                context.checkInterrupted();
                joined = new Joined(
                        key,
                        SlotRows.read(
                                memory.columns,
                                memory.names,
                                memory.classes,
                                context.load(Examples.class, key.examples).rows(),
                                context.load(Truth.class, truth).rows(),
                                context.load(Hindsight.class, input.hindsight()),
                                context.load(Positions.class, input.positions())));
                memory.slots.put(slot, joined);
            }
            slots.add(joined.rows);
        });
        return slots;
    }

    private static void tellAvailability(List<Judged> columns, LabelSpec label, List<Finding> findings) {
        for (Judged column : columns) {
            if (!column.available().isNow()) {
                findings.add(of(
                        Detector.AVAILABILITY,
                        column.name(),
                        Severity.INFO,
                        column.name() + ": available " + column.available() + ", so no feature may read it"));
            } else if (label.columns().contains(column.name())) {
                findings.add(of(
                        Detector.LABEL_RULE,
                        column.name(),
                        Severity.WARN,
                        column.name() + ": known at the decision, and the label's rule reads it (expected: a label made"
                                + " of what is known later)"));
            }
        }
    }

    private static Finding of(Detector detector, String column, Severity severity, String message) {
        return new Finding(detector, column, "", 0, 0, Optional.empty(), Optional.empty(), severity, message);
    }

    /** What is nearly pure in a column that the label is not made of: the rest of it may have a wrong label. */
    private static void tellContradictions(List<Judged> columns, LabelSpec label, List<Finding> findings) {
        List<String> late = columns.stream()
                .filter(column -> !column.available().isNow())
                .map(Judged::name)
                .filter(name -> !label.columns().contains(name))
                .toList();
        List<Finding> segments = findings.stream()
                .filter(finding -> finding.detector() == Detector.SEGMENT && late.contains(finding.column()))
                .toList();
        for (Finding segment : segments) {
            long against = segment.rows() - segment.positives();
            if (against > 0) {
                findings.add(new Finding(
                        Detector.CONTRADICTION,
                        segment.column(),
                        segment.segment(),
                        segment.rows(),
                        segment.positives(),
                        Optional.empty(),
                        Optional.empty(),
                        Severity.INFO,
                        Numbers.count(against) + " rows with " + segment.column() + " " + segment.segment()
                                + " have the other label: is it right?"));
            }
        }
    }

    private static Verdict verdict(List<Finding> findings, String tooFew) {
        for (Severity severity : List.of(Severity.BLOCK, Severity.WARN)) {
            String why = findings.stream()
                    .filter(finding -> finding.severity() == severity)
                    .map(Finding::message)
                    .collect(Collectors.joining("; "));
            if (!why.isEmpty()) {
                return new Verdict("leakage", severity == Severity.BLOCK ? "BLOCKED" : "WARN", why);
            }
        }
        return new Verdict(
                "leakage",
                "PASS",
                tooFew.isEmpty()
                        ? "no column known at the decision tells the label"
                        : "too few labels to judge by: " + tooFew);
    }

    private static int others(List<Judged> columns, List<Finding> findings) {
        return (int) columns.stream()
                .filter(column -> !column.available().isNow())
                .filter(column -> findings.stream()
                        .anyMatch(finding -> finding.column().equals(column.name())
                                && (finding.detector() == Detector.POWER || finding.detector() == Detector.SEGMENT)))
                .count();
    }
}
