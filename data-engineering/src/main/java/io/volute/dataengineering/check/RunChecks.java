package io.volute.dataengineering.check;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.DeployBlock;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.run.Slot;
import io.volute.core.stage.Choice;
import io.volute.core.stage.Described;
import io.volute.core.stage.Entry;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.stage.Verdict;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.contract.ContractTerms;
import io.volute.dataengineering.join.JoinSpec;
import io.volute.dataengineering.label.LabelSpec;
import io.volute.dataengineering.snapshot.Events;
import io.volute.dataengineering.snapshot.Freshness;
import io.volute.dataengineering.snapshot.Labels;
import io.volute.dataengineering.snapshot.Positions;
import io.volute.dataengineering.snapshot.Snapshot;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs the declared checks. It always succeeds and says what it found: rows and labels that break a row rule are set
 * aside, rules on all rows decide the verdict, and whoever comes next refuses data that is {@code BLOCKED}.
 */
public final class RunChecks implements Step<RunChecks.Input, RunChecks.Output> {
    private final Map<String, Check> implementations;
    /** What the last call made of each slot, so that the next one only works on slots that changed. */
    private @Nullable Memory memory;

    /** What it reads. */
    public record Input(
            @FromSpec SortedMap<String, Choice<Check>> checks,
            @FromSpec Contract contract,
            @FromSpec LabelSpec label,
            @FromSpec double maxQuarantined,
            @FromSpec Optional<SortedMap<String, JoinSpec>> joins,
            @FromSpec Optional<List<Pardon>> accept,
            SortedMap<Slot, Artifact<Events>> events,
            SortedMap<Slot, Artifact<Labels>> labels,
            Artifact<Snapshot> snapshot,
            Artifact<Positions> positions,
            Optional<Artifact<Freshness>> freshness,
            @Entry("contract") SortedMap<String, Artifact<ContractTerms>> terms) {}

    /**
     * What it leaves; {@code deployBlock} only where a check that refuses releases failed; {@code rowsAside} and {@code labelsAside} count what is in quarantine, {@code pardoned} what would
     * be there without a pardon.
     */
    public record Output(
            SortedMap<Slot, Artifact<Examples>> examples,
            SortedMap<Slot, Artifact<Truth>> truth,
            Artifact<Quarantine> quarantine,
            Artifact<DataReport> dataReport,
            Optional<Artifact<DeployBlock>> deployBlock,
            Verdict verdict,
            long rowsAside,
            long labelsAside,
            long duplicates,
            Optional<Long> pardoned)
            implements Described {
        @Override
        public String summary() {
            List<String> parts = new ArrayList<>();
            if (rowsAside > 0) {
                parts.add(Numbers.count(rowsAside) + " rows quarantined");
            }
            if (labelsAside > 0) {
                parts.add(Numbers.count(labelsAside) + " labels quarantined");
            }
            pardoned.ifPresent(n -> parts.add(Numbers.count(n) + " pardoned"));
            if (duplicates > 0) {
                parts.add(Numbers.count(duplicates) + " duplicates kept together");
            }
            String what = parts.isEmpty() ? "nothing set aside" : String.join(", ", parts);
            return verdict.value().equals("PASS") ? what : verdict.value() + "  " + verdict.why() + " · " + what;
        }
    }

    private record SlotResult(
            Artifact<Events> events,
            Artifact<Labels> labels,
            Artifact<Examples> examples,
            Artifact<Truth> truth,
            SlotChecker.Checked checked) {}

    private record Memory(Rules rules, SlotChecker checker, List<Rules.Rule> bound, Map<Slot, SlotResult> slots) {}

    /** The step over the known kinds of checks. */
    @Inject
    public RunChecks(Map<String, Check> implementations) {
        this.implementations = Map.copyOf(implementations);
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public synchronized Output run(Input input, StepContext context) {
        Optional<Evolution.Told> evolution = Evolution.of(
                ContractTerms.of(input.contract()),
                input.terms().values().stream()
                        .map(terms -> context.load(ContractTerms.class, terms))
                        .toList());
        Snapshot snapshot = context.load(Snapshot.class, input.snapshot());
        Contract contract = input.label().complete(input.contract(), input.joins());
        Memory current = memory(
                new Rules(input.checks(), contract, Optional.of(input.label()), snapshot.unreadable(), input.accept()));
        current.slots.keySet().retainAll(input.events().keySet());
        SortedMap<Slot, Artifact<Examples>> examples = new TreeMap<>();
        SortedMap<Slot, Artifact<Truth>> truth = new TreeMap<>();
        List<SlotResult> results = new ArrayList<>();
        SortedMap<Slot, Long> arrived = new TreeMap<>();
        input.events().forEach((slot, events) -> {
            context.checkInterrupted();
            Artifact<Labels> labels = Objects.requireNonNull(input.labels().get(slot), "labels of " + slot);
            SlotResult before = results.isEmpty() ? null : results.get(results.size() - 1);
            boolean same = before != null && before.events.equals(events) && before.labels.equals(labels);
            // Slots without rows follow each other and are all alike.
            SlotResult result = before != null && same ? before : slot(current, slot, events, labels, context);
            results.add(result);
            arrived.put(slot, result.checked.rows());
            examples.put(slot, result.examples);
            truth.put(slot, result.truth);
        });
        Report report = new Report(
                contract,
                new Pardons(input.accept()),
                input.maxQuarantined(),
                snapshot.place(),
                snapshot.undeclared(),
                current.bound,
                results.stream().map(SlotResult::checked).toList());
        evolution.ifPresent(report::tellEvolution);
        input.freshness().ifPresent(freshness -> report.judgeFreshness(context.load(Freshness.class, freshness)));
        report.judgeSeries(arrived);
        report.judgeBatches(
                () -> results.stream()
                        .map(result ->
                                context.load(Examples.class, result.examples).rows())
                        .toList(),
                () -> results.stream()
                        .map(result -> SlotChecker.join(
                                context.load(Examples.class, result.examples).rows(),
                                context.load(Truth.class, result.truth).rows()))
                        .toList());
        Positions positions = report.isClean() ? null : context.load(Positions.class, input.positions());
        DataReport dataReport = report.dataReport(
                positions,
                duplicates(snapshot, input.events().lastKey()),
                LabelDelays.of(
                        input.label(),
                        results.stream().map(result -> result.checked.truth()).toList()));
        return new Output(
                examples,
                truth,
                context.write(Quarantine.class, report.quarantine(positions)),
                context.write(DataReport.class, dataReport),
                report.deployBlock().map(block -> context.write(DeployBlock.class, block)),
                dataReport.verdict(),
                report.rowsAside(),
                report.labelsAside(),
                dataReport.duplicateRows(),
                input.accept().map(all -> report.pardoned()));
    }

    private static long duplicates(Snapshot snapshot, Slot last) {
        return snapshot.duplicates().entrySet().stream()
                .filter(slot -> slot.getKey().compareTo(last) <= 0)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private Memory memory(Rules rules) {
        Memory last = memory;
        if (last == null || !last.rules.equals(rules)) {
            List<Rules.Rule> bound = rules.bind(implementations);
            last = new Memory(rules, new SlotChecker(rules, bound), bound, new HashMap<>());
            memory = last;
        }
        return last;
    }

    private static SlotResult slot(
            Memory memory, Slot slot, Artifact<Events> events, Artifact<Labels> labels, StepContext context) {
        SlotResult last = memory.slots.get(slot);
        boolean sameRows = last != null && last.events.equals(events) && context.contains(last.examples);
        if (last != null && sameRows && last.labels.equals(labels) && context.contains(last.truth)) {
            return last;
        }
        SlotChecker.Checked checked = memory.checker.check(
                context.load(Events.class, events).rows(),
                context.load(Labels.class, labels).rows());
        SlotResult result = new SlotResult(
                events,
                labels,
                last != null && sameRows
                        ? last.examples
                        : context.write(Examples.class, new Examples(checked.examples())),
                context.write(Truth.class, new Truth(checked.truth())),
                checked);
        memory.slots.put(slot, result);
        return result;
    }
}
