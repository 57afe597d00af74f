package io.volute.core.run;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.event.RunEvent;
import io.volute.core.run.Checkpoint.Moment;
import io.volute.core.run.Frame.Unit;
import io.volute.core.stage.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Executes the units of a frame in order. A failure blocks its readers only. Used by one thread, once. */
final class Walk {
    private final StepExecutor executor;
    private final StepExecutor.Surroundings around;
    private final Explanation explanation;
    private final Checkpoint checkpoint;
    private final Map<Address, Instant> failed = new HashMap<>();
    private final List<RunReport.StepReport> reports = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private Optional<VoluteException> error = Optional.empty();

    Walk(StepExecutor executor, StepExecutor.Surroundings around, Explanation explanation, Checkpoint checkpoint) {
        this.executor = executor;
        this.around = around;
        this.explanation = explanation;
        this.checkpoint = checkpoint;
    }

    /**
     * Walks.
     *
     * @param steps ids of the steps to look at
     * @param rewrite slot whose facts are computed again
     */
    RunReport walk(Set<String> steps, Selection selection, Optional<Slot> rewrite, RunStore.Row run) {
        List<Unit> units = around.resolver().units().stream()
                .filter(unit -> steps.contains(unit.node().id()))
                .filter(unit -> selection.key().isEmpty()
                        || !unit.node().keyed()
                        || unit.address().key().equals(selection.key().get()))
                .toList();
        around.frame().heads().load(around.resolver().reads(units));
        for (int i = 0; i < units.size(); i++) {
            if (i % KeptResults.BATCH == 0) {
                around.kept()
                        .expect(
                                around.frame().heads(),
                                units.subList(i, Math.min(units.size(), i + KeptResults.BATCH)));
            }
            if (around.stopped().getAsBoolean()) {
                throw RunningStep.interrupted();
            }
            walk(units.get(i), selection.fresh(), rewrite);
        }
        return new RunReport(
                around.frame().pass().opened(),
                run.asOf(),
                run.number(),
                error.isEmpty() ? "DONE" : "FAILED",
                List.copyOf(reports),
                List.copyOf(verdicts),
                error);
    }

    private void walk(Unit unit, boolean fresh, Optional<Slot> rewrite) {
        boolean facts = unit.node().binding().facts();
        Optional<Head> before = around.frame().heads().find(unit.address(), unit.asOf());
        if (facts && !around.frame().pass().main()) {
            return;
        }
        boolean rewritten =
                facts && rewrite.isPresent() && rewrite.equals(unit.address().slot());
        if (facts && before.isPresent() && !rewritten) {
            return;
        }
        if (rewrite.isPresent() && facts && !rewritten) {
            return;
        }
        checkpoint.at(Moment.RESOLVE);
        Resolved resolved = around.resolver().resolve(unit);
        Optional<Heads.At> blocker = resolved.sources().values().stream()
                .flatMap(Set::stream)
                .filter(read -> failed.containsKey(read.address())
                        && !failed.get(read.address()).isAfter(read.instant()))
                .findFirst();
        if (blocker.isPresent()) {
            failed.putIfAbsent(unit.address(), unit.asOf());
            end(unit, "SKIPPED", 0, "blocked: " + blocker.get().address() + " failed", "", "", List.of());
            return;
        }
        if (!resolved.absent().isEmpty()) {
            end(
                    unit,
                    "SKIPPED",
                    0,
                    "waits for " + String.join(", ", resolved.absent().values()),
                    "",
                    "",
                    List.of());
            return;
        }
        try {
            StepExecutor.Outcome outcome = executor.bring(around, unit, resolved, fresh && !facts);
            String status = outcome.status().equals("FRESH") ? "REUSED" : outcome.status();
            String why = status.equals("COMPUTED") ? explanation.reason(around.frame(), unit, before, resolved) : "";
            verdicts.addAll(outcome.parts().verdicts());
            end(
                    unit,
                    status,
                    outcome.millis(),
                    status.equals("SKIPPED") ? outcome.parts().summary() : why,
                    outcome.parts().summary(),
                    outcome.parts().json(),
                    outcome.parts().verdicts());
        } catch (VoluteException e) {
            if (e.code() == CoreError.INTERRUPTED
                    || e.code() == CoreError.DATABASE_UNAVAILABLE
                    || e.code() == CoreError.FENCED) {
                throw e;
            }
            failed.putIfAbsent(unit.address(), unit.asOf());
            error = error.or(() -> Optional.of(e));
            end(unit, "FAILED", 0, e.getMessage() == null ? "" : e.getMessage(), "", "", List.of());
        }
    }

    private void end(
            Unit unit, String status, long millis, String why, String summary, String output, List<Verdict> given) {
        Address address = unit.address();
        reports.add(new RunReport.StepReport(
                address.step(), address.key(), address.slotText(), unit.asOf(), status, millis, why, summary, output));
        around.listener()
                .on(new RunEvent.StepEnded(
                        address.step(),
                        address.key(),
                        address.slotText(),
                        status,
                        Duration.ofMillis(millis),
                        summary.isEmpty() ? why : summary,
                        given));
    }

    /** Says "nothing" where a key left the spec; facts stay. */
    void retire(List<Address> gone) {
        for (Address address : gone) {
            StepNode node = around.frame().plan().load(address.step());
            for (Instant date :
                    around.frame().planned().getOrDefault(node.id(), java.util.Collections.emptySortedSet())) {
                Optional<Head> head = around.frame().heads().raw(address, date);
                if (head.isEmpty() || head.get().retired()) {
                    continue;
                }
                executor.write(
                        around,
                        new Commit(
                                new Unit(node, address, date),
                                around.run(),
                                "RETIRED",
                                "",
                                Optional.empty(),
                                false,
                                new TreeMap<>(),
                                List.of(),
                                new TreeMap<>(),
                                new TreeMap<>(),
                                List.of()));
            }
        }
    }
}
