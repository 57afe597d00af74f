package io.volute.monitoring.finding;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.monitoring.Findings;
import io.volute.core.contract.monitoring.Findings.TrackRecord;
import io.volute.core.contract.monitoring.SlotFinding;
import io.volute.core.run.Slot;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.monitoring.drift.DriftReport;
import io.volute.monitoring.estimate.SlotEstimate;
import io.volute.monitoring.performance.SlotPerformance;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code monitoring.findings}: all slots side by side. */
public final class Gather implements Step<Gather.Input, Gather.Output> {
    private static final Figure NOT_MONITORED =
            new Refused("not-monitored", "this slot was not monitored", "run its job: volute backfill --slot");

    @Inject
    Gather() {}

    /** What is known of each slot by now, and what says when a row was decided: without it there are no slots. */
    public record Input(
            @FromSpec(stage = "data-engineering", value = "contract.decisionTime")
            Optional<String> decisionTime,

            SortedMap<Slot, Artifact<DriftReport>> drift,
            SortedMap<Slot, Artifact<SlotEstimate>> estimate,
            SortedMap<Slot, Artifact<SlotPerformance>> performance) {}

    /** The findings; the headline once more for the run's line. */
    public record Output(Artifact<Findings> findings, long slots, String headline) implements Described {
        @Override
        public String summary() {
            return headline;
        }
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        SortedSet<Slot> slots = new TreeSet<>(input.drift().keySet());
        slots.addAll(input.estimate().keySet());
        slots.addAll(input.performance().keySet());
        List<SlotFinding> findings = slots.stream()
                .map(slot -> finding(
                        slot,
                        find(DriftReport.class, input.drift(), slot, context),
                        find(SlotEstimate.class, input.estimate(), slot, context),
                        find(SlotPerformance.class, input.performance(), slot, context)))
                .toList();
        TrackRecord track = Track.of(findings);
        String headline = Track.headline(findings, track, timeless(input));
        return new Output(
                context.write(Findings.class, new Findings(findings, track, headline)), findings.size(), headline);
    }

    private static boolean timeless(Input input) {
        return input.decisionTime().filter(column -> !column.isEmpty()).isEmpty();
    }

    private static <T> Optional<T> find(
            Class<T> type, SortedMap<Slot, Artifact<T>> known, Slot slot, StepContext context) {
        return Optional.ofNullable(known.get(slot)).map(artifact -> context.load(type, artifact));
    }

    private static SlotFinding finding(
            Slot slot,
            Optional<DriftReport> drift,
            Optional<SlotEstimate> estimate,
            Optional<SlotPerformance> performance) {
        return new SlotFinding(
                slot,
                estimate.map(SlotEstimate::rows)
                        .or(() -> drift.map(DriftReport::rows))
                        .or(() -> performance.map(SlotPerformance::rows))
                        .orElse(0L),
                drift.map(DriftReport::verdict).orElse(DriftReport.INSUFFICIENT_DATA),
                drift.map(DriftReport::drifted).orElse(List.of()),
                estimate.map(found -> found.expected().modelCost()).orElse(NOT_MONITORED),
                performance.map(SlotPerformance::modelCost).orElse(NOT_MONITORED),
                estimate.map(found -> found.expected().eventShare()).orElse(NOT_MONITORED),
                performance.map(SlotPerformance::eventShare).orElse(NOT_MONITORED),
                performance.map(SlotPerformance::labelled).orElse(0L));
    }
}
