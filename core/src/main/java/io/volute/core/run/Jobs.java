package io.volute.core.run;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.event.RunEvent;
import io.volute.core.spec.Spec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Slots of jobs, in one order whoever walks them: by end, then the shorter cadence, then the job's name. One run per
 * (job, slot), one slot's run of a project at a time. Used by one thread.
 */
public final class Jobs {
    /** A slot of a job. */
    public record Due(String job, Slot slot) {
        static final Comparator<Due> ORDER = Comparator.comparing(
                        (Due due) -> due.slot().end())
                .thenComparing(due -> due.slot().cadence())
                .thenComparing(Due::job);
    }

    private final Engine engine;

    Jobs(Engine engine) {
        this.engine = engine;
    }

    /** Slots of all jobs that end within the range; a job's first slot is the one that begins at or after {@code from}. */
    static List<Due> between(Spec spec, Instant from, Instant to) {
        List<Due> due = new ArrayList<>();
        spec.schedules().forEach((job, schedule) -> {
            Slot slot = Slot.containing(schedule.every(), from);
            if (slot.start().isBefore(from)) {
                slot = slot.next();
            }
            while (!slot.end().isAfter(to)) {
                due.add(new Due(job, slot));
                slot = slot.next();
            }
        });
        due.sort(Due.ORDER);
        return due;
    }

    /**
     * Runs every slot that began after the first pass, ended by {@code until} and has no run yet, oldest first.
     *
     * @return one report per slot that this process ran
     */
    public List<RunReport> catchUp(Spec spec, Instant until, Engine.Watch watch) {
        UUID project = engine.project(spec);
        Optional<Instant> first = firstPass(project);
        return first.isEmpty() ? List.of() : walk(project, spec, between(spec, first.get(), until), false, watch);
    }

    /** Runs the missing slots of all jobs that end within the slots from {@code from} to {@code to}. */
    public List<RunReport> backfill(Spec spec, Slot from, Slot to, Engine.Watch watch) {
        UUID project = engine.project(spec);
        return walk(project, spec, between(spec, from.start(), to.end()), false, watch);
    }

    /**
     * One slot, for cron: missing earlier ones first. With a job's name only that job's slot is asked for; without, the
     * job with the slot's cadence.
     */
    public List<RunReport> slot(Spec spec, Slot slot, Engine.Watch watch) {
        UUID project = engine.project(spec);
        String job = job(spec, slot);
        Optional<Instant> first = firstPass(project);
        if (first.isEmpty()) {
            throw new VoluteException(
                    CoreError.SLOT_REFUSED,
                    "slot " + slot + ": there is no pass yet (open the first one with: volute run --as-of "
                            + slot.first() + ")");
        }
        List<Due> due = new ArrayList<>(between(spec, first.get(), slot.end()));
        Due asked = new Due(job, slot);
        due.removeIf(other -> Due.ORDER.compare(other, asked) > 0);
        if (!due.contains(asked)) {
            due.add(asked);
        }
        return walk(project, spec, due, true, watch);
    }

    private static String job(Spec spec, Slot slot) {
        return spec.schedules().entrySet().stream()
                .filter(entry -> entry.getValue().every() == slot.cadence())
                .map(java.util.Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new VoluteException(
                        CoreError.SLOT_REFUSED,
                        "slot " + slot + ": no job has this cadence (jobs: "
                                + String.join(", ", spec.schedules().keySet()) + ")"));
    }

    private Optional<Instant> firstPass(UUID project) {
        return engine.database().jdbi().withHandle(handle -> engine.runs().passes(handle, project)).stream()
                .filter(Pass::main)
                .map(Pass::asOf)
                .min(Comparator.naturalOrder());
    }

    private List<RunReport> walk(UUID project, Spec spec, List<Due> due, boolean record, Engine.Watch watch) {
        List<RunReport> reports = new ArrayList<>();
        for (int i = 0; i < due.size(); i++) {
            boolean asked = record && i == due.size() - 1;
            one(project, spec, due.get(i), asked, watch).ifPresent(reports::add);
        }
        return reports;
    }

    private Optional<RunReport> one(UUID project, Spec spec, Due due, boolean asked, Engine.Watch watch) {
        Optional<RunStore.Row> before = find(project, due);
        if (before.isPresent() && ended(before.get())) {
            return skip(project, due, before.get(), asked, watch);
        }
        return engine.inTurn(project, watch, () -> inTurn(project, spec, due, watch));
    }

    private Optional<RunReport> inTurn(UUID project, Spec spec, Due due, Engine.Watch watch) {
        Optional<RunStore.Row> row = find(project, due);
        if (row.isPresent() && ended(row.get())) {
            return skip(project, due, row.get(), true, watch);
        }
        if (row.isPresent()) {
            return Optional.of(engine.takeUp(project, row.get(), watch));
        }
        Optional<String> refused = refusal(project, spec, due);
        if (refused.isPresent()) {
            refuse(project, due, refused.get(), watch);
            return Optional.empty();
        }
        Engine.Open open = engine.openSlot(project, spec, engine.plan(spec), due.job(), due.slot(), watch);
        return Optional.of(engine.execute(open, Selection.ALL, Optional.empty(), watch));
    }

    private Optional<RunStore.Row> find(UUID project, Due due) {
        return engine.database()
                .jdbi()
                .withHandle(handle -> engine.runs()
                        .ofSlot(handle, project, due.job(), due.slot().toString()));
    }

    private static boolean ended(RunStore.Row row) {
        return !row.state().equals("RUNNING");
    }

    private Optional<RunReport> skip(UUID project, Due due, RunStore.Row row, boolean asked, Engine.Watch watch) {
        if (asked) {
            String why = row.state().equals("REFUSED") ? row.why() : "run " + row.number() + " has it";
            engine.database()
                    .jdbi()
                    .useHandle(handle -> engine.runs()
                            .skip(handle, project, due.job(), due.slot().toString(), why, engine.self()));
            watch.listener().on(new RunEvent.SlotSkipped(due.job(), due.slot().toString(), why));
        }
        return Optional.empty();
    }

    private Optional<String> refusal(UUID project, Spec spec, Due due) {
        List<Pass> passes =
                engine.database().jdbi().withHandle(handle -> engine.runs().passes(handle, project));
        return !spec.schedule(due.job()).opensPass()
                        && Engine.covering(passes, due.slot()).isEmpty()
                ? Optional.of("it began before the first pass")
                : Optional.empty();
    }

    private void refuse(UUID project, Due due, String why, Engine.Watch watch) {
        engine.refuse(project, due.job(), due.slot(), why);
        watch.listener().on(new RunEvent.SlotSkipped(due.job(), due.slot().toString(), why));
    }
}
