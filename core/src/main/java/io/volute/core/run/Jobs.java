package io.volute.core.run;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.event.RunEvent;
import io.volute.core.spec.Spec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * Slots of all jobs that end after {@code from} and at most at {@code to}: with the months of a turn of the year the
     * year that ends there, though it began long before.
     */
    static List<Due> between(Spec spec, Instant from, Instant to) {
        List<Due> due = new ArrayList<>();
        spec.schedules().forEach((job, schedule) -> {
            Slot slot = Slot.containing(schedule.every(), from);
            while (!slot.end().isAfter(to)) {
                due.add(new Due(job, slot));
                slot = slot.next();
            }
        });
        due.sort(Due.ORDER);
        return due;
    }

    /**
     * Runs every slot that ended after the first pass and by {@code until} and has no run yet, oldest first.
     *
     * @return one report per slot that this process ran
     */
    public List<RunReport> catchUp(Spec spec, Instant until, Engine.Watch watch) {
        UUID project = engine.project(spec);
        Optional<Instant> first = firstPass(project);
        return first.isEmpty()
                ? List.of()
                : walk(project, spec, between(spec, first.get(), until), Optional.empty(), watch);
    }

    /** Runs the missing slots of all jobs that end within the slots from {@code from} to {@code to}. */
    public List<RunReport> backfill(Spec spec, Slot from, Slot to, Engine.Watch watch) {
        requireOver(to);
        UUID project = engine.project(spec);
        requirePass(project, from);
        return walk(project, spec, between(spec, from.start(), to.end()), Optional.empty(), watch);
    }

    /**
     * One slot, for cron: missing earlier ones first. With a job's name only that job's slot is asked for; without, the
     * job with the slot's cadence.
     */
    public List<RunReport> slot(Spec spec, Slot slot, Engine.Watch watch) {
        requireOver(slot);
        UUID project = engine.project(spec);
        String job = job(spec, slot);
        Instant first = requirePass(project, slot);
        List<Due> due = new ArrayList<>(between(spec, first, slot.end()));
        Due asked = new Due(job, slot);
        due.removeIf(other -> Due.ORDER.compare(other, asked) > 0);
        if (!due.contains(asked)) {
            due.add(asked);
        }
        return walk(project, spec, due, Optional.of(asked), watch);
    }

    /** The date of the first pass. Without one every slot would be refused, and its refusal kept. */
    Instant requirePass(UUID project, Slot slot) {
        return firstPass(project)
                .orElseThrow(() -> new VoluteException(
                        CoreError.SLOT_REFUSED,
                        "slot " + slot + ": there is no pass yet (open the first one with: volute run --as-of "
                                + slot.first() + ")"));
    }

    void requireOver(Slot slot) {
        if (slot.end().isAfter(engine.clock().instant())) {
            throw new VoluteException(
                    CoreError.SLOT_REFUSED,
                    "slot " + slot + ": ends " + slot.end().toString().substring(0, 10)
                            + ", which is yet to come (expected: a slot that is over)");
        }
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

    private List<RunReport> walk(UUID project, Spec spec, List<Due> due, Optional<Due> asked, Engine.Watch watch) {
        Map<Due, RunStore.Row> ended = ended(project);
        List<RunReport> reports = new ArrayList<>();
        for (Due slot : due) {
            RunStore.Row row = ended.get(slot);
            if (row == null) {
                engine.inTurn(project, watch, () -> inTurn(project, spec, slot, watch))
                        .ifPresent(reports::add);
            } else if (asked.filter(slot::equals).isPresent()) {
                skip(project, slot, row, watch);
            }
        }
        return reports;
    }

    /** The slots that have had their run before this walk. */
    private Map<Due, RunStore.Row> ended(UUID project) {
        Map<Due, RunStore.Row> ended = new HashMap<>();
        engine.database().jdbi().withHandle(handle -> engine.runs().runs(handle, project)).stream()
                .filter(Jobs::ended)
                .forEach(row -> row.slot()
                        .ifPresent(slot -> ended.put(new Due(row.job().orElseThrow(), Slot.parse(slot)), row)));
        return ended;
    }

    private Optional<RunReport> inTurn(UUID project, Spec spec, Due due, Engine.Watch watch) {
        Optional<RunStore.Row> row = find(project, due);
        if (row.isPresent() && ended(row.get())) {
            // It was missing when this walk began: somebody else was quicker.
            skip(project, due, row.get(), watch);
            return Optional.empty();
        }
        if (row.isPresent()) {
            return Optional.of(engine.takeUp(project, row.get(), watch));
        }
        Optional<String> refused = refusal(project, spec, due);
        if (refused.isPresent()) {
            refuse(project, due, refused.get(), watch);
            return Optional.empty();
        }
        return Optional.of(engine.runSlot(project, spec, due.job(), due.slot(), watch));
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

    private void skip(UUID project, Due due, RunStore.Row row, Engine.Watch watch) {
        String why = row.state().equals("REFUSED") ? row.why() : "run " + row.number() + " has it";
        engine.database()
                .jdbi()
                .useHandle(handle -> engine.runs()
                        .skip(handle, project, due.job(), due.slot().toString(), why, engine.self()));
        watch.listener().on(new RunEvent.SlotSkipped(due.job(), due.slot().toString(), why));
    }

    private Optional<String> refusal(UUID project, Spec spec, Due due) {
        List<Pass> passes =
                engine.database().jdbi().withHandle(handle -> engine.runs().passes(handle, project));
        return !spec.schedule(due.job()).opensPass()
                        && Pass.covering(passes, due.slot()).isEmpty()
                ? Optional.of("it began before the first pass")
                : Optional.empty();
    }

    private void refuse(UUID project, Due due, String why, Engine.Watch watch) {
        engine.refuse(project, due.job(), due.slot(), why);
        watch.listener().on(new RunEvent.SlotSkipped(due.job(), due.slot().toString(), why));
    }
}
