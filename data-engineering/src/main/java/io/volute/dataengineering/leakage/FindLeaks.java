package io.volute.dataengineering.leakage;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.dataengineering.Leakage;
import io.volute.core.contract.dataengineering.Leakage.Detector;
import io.volute.core.contract.dataengineering.Leakage.Finding;
import io.volute.core.contract.dataengineering.Leakage.Severity;
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
import io.volute.dataengineering.snapshot.Hindsight;
import io.volute.dataengineering.snapshot.Positions;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks for columns that tell the label and could not know it, in the rows that have a label by now. Like the checks it
 * always succeeds and says what it found; who comes next refuses data that is {@code BLOCKED}. Columns that no feature
 * may read are judged too, and only told: they show what would happen if somebody declared them otherwise.
 */
public final class FindLeaks implements Step<FindLeaks.Input, FindLeaks.Output> {
    /** Each class is judged against the rest; more of them are a matter of minutes. */

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
        LabelJudge judge = new LabelJudge(framing, input.label().name(), input.leakage(), current.classes, slots);
        List<Finding> findings = new ArrayList<>();
        tellAvailability(current.columns, input.label(), findings);
        if (judge.judgeable()) {
            for (int i = 0; i < current.columns.size(); i++) {
                context.checkInterrupted();
                findings.addAll(judge.judge(current.columns.get(i), i, current.names.get(i)));
            }
            findings.addAll(judge.unjudged());
            if (framing == Framing.BINARY) {
                tellContradictions(current.columns, input.label(), findings);
            }
            boolean dated = input.contract().decisionTime().isPresent();
            findings.addAll(new RowsJudge(framing, input.label().name(), judge.targets(), current.columns, slots, dated)
                    .judge());
        }
        findings.sort(Comparator.comparing(Finding::severity)
                .thenComparing(Finding::detector)
                .thenComparing(Finding::column));
        Verdict verdict = verdict(findings, judge.judgeable() ? "" : judge.words());
        int judged = (int) current.columns.stream()
                .filter(column -> column.available().isNow())
                .count();
        return new Output(
                context.write(Leakage.class, new Leakage(judge.rows(), judge.positives(), findings, verdict)),
                verdict,
                judged,
                others(current.columns, findings));
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
