package io.volute.core.run;

import io.volute.core.artifact.CanonicalJson;
import io.volute.core.database.Database;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Checkpoint.Moment;
import io.volute.core.spec.Schedule;
import io.volute.core.spec.Spec;
import io.volute.core.spec.SpecLoader;
import io.volute.core.stage.SourceProbe;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Opens runs, and passes where they begin one: spec, dates and sources are pinned in one transaction, or nothing is. The
 * caller holds the project's turn.
 */
final class Opener {
    private final Database database;
    private final CanonicalJson json;
    private final SpecLoader specs;
    private final RunStore runs;
    private final FrameLoader frames;
    private final Probes probes;
    private final Checkpoint checkpoint;
    private final Clock clock;
    private final Ids ids;
    private final Owner self;

    Opener(
            Database database,
            CanonicalJson json,
            SpecLoader specs,
            RunStore runs,
            FrameLoader frames,
            Probes probes,
            Checkpoint checkpoint,
            Clock clock,
            Ids ids,
            Owner self) {
        this.database = database;
        this.json = json;
        this.specs = specs;
        this.runs = runs;
        this.frames = frames;
        this.probes = probes;
        this.checkpoint = checkpoint;
        this.clock = clock;
        this.ids = ids;
        this.self = self;
    }

    /**
     * What a run was asked for beside its steps; kept, so that it can be taken up.
     *
     * @param key the only key to look at
     * @param rewrite the slot whose facts are computed again
     */
    record Asked(Optional<String> key, Optional<Slot> rewrite) {
        static final Asked NOTHING = new Asked(Optional.empty(), Optional.empty());
    }

    /** A run that was opened and can be executed, now or after a crash. */
    record Open(RunStore.Row run, Pass pass, Spec spec, SortedMap<String, SortedSet<Instant>> planned, Asked asked) {}

    /**
     * A run by hand, in the pass that its date asks for.
     *
     * @param accepted whether a proposal was accepted since the newest pass: it begins a turn of its own, on that date too
     */
    Open byHand(UUID project, Spec spec, Plan plan, RunRequest request, boolean accepted) {
        Map<String, SortedMap<String, SourceProbe.Probe>> probed = probes.look(project, spec);
        checkpoint.at(Moment.OPEN);
        return database.jdbi().inTransaction(handle -> {
            abandon(handle, project);
            List<Pass> passes = runs.passes(handle, project);
            Optional<Pass> latest = Pass.latest(passes);
            if (latest.isEmpty()) {
                request.selection().requireRunnable(plan);
            }
            Instant asOf = request.asOf().orElseGet(clock::instant);
            boolean main = latest.isEmpty() || !asOf.isBefore(newestMain(handle, project, passes));
            Pass pass;
            if (latest.isEmpty()
                    || (request.asOf().isPresent()
                            && ((accepted && main)
                                    || Pass.continued(passes, asOf).isEmpty()))) {
                String cause = latest.isEmpty() ? "first" : main ? request.cause() : "look back";
                pass = openPass(handle, project, spec, plan, asOf, main, cause);
            } else {
                pass = request.asOf().isPresent() ? Pass.continued(passes, asOf).orElseThrow() : latest.get();
            }
            var sofar = runs.plannedIn(handle, pass.id());
            var planned = FrameLoader.goingOn(plan, pass, sofar);
            planned.keySet().retainAll(request.selection().steps(plan));
            return insert(
                    handle,
                    project,
                    spec,
                    pass,
                    planned,
                    Optional.empty(),
                    Optional.empty(),
                    request.cause(),
                    new Asked(request.selection().key(), Optional.empty()),
                    probed);
        });
    }

    private static Instant newestMain(Handle handle, UUID project, List<Pass> passes) {
        Instant newestPass = passes.stream()
                .filter(Pass::main)
                .map(Pass::asOf)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        return handle.createQuery("""
                        select max(r.as_of) from core.run r join core.pass p on p.id = r.pass
                        where r.project = :project and p.main
                        """)
                .bind("project", project)
                .mapTo(Instant.class)
                .findFirst()
                .filter(newest -> newest.isAfter(newestPass))
                .orElse(newestPass);
    }

    private Pass openPass(Handle handle, UUID project, Spec spec, Plan plan, Instant asOf, boolean main, String cause) {
        UUID id = ids.next();
        var provisional = new Pass(id, 0, asOf, main, cause);
        Frame before = frames.load(project, spec, plan, provisional, new TreeMap<>(), Map.of(), List.of());
        List<Frame.Pin> pins = frames.pins(before);
        Pass pass = runs.openPass(handle, project, id, asOf, main, cause);
        pins.forEach(pin -> runs.pin(handle, id, pin));
        return pass;
    }

    /** A scheduled run of a slot; its job may open a pass, for a further reason too. */
    Open ofSlot(UUID project, Spec spec, Plan plan, String job, Slot slot, String because) {
        Schedule schedule = spec.schedule(job);
        Map<String, SortedMap<String, SourceProbe.Probe>> probed = probes.look(project, spec);
        checkpoint.at(Moment.OPEN);
        return database.jdbi().inTransaction(handle -> {
            List<Pass> passes = runs.passes(handle, project);
            Pass pass = schedule.opensPass()
                    ? openPass(handle, project, spec, plan, slot.end(), true, "schedule " + job + " " + slot + because)
                    : Pass.covering(passes, slot).orElseThrow();
            var planned = FrameLoader.at(plan, slot.end(), Optional.of(schedule.stages()));
            return insert(
                    handle,
                    project,
                    spec,
                    pass,
                    planned,
                    Optional.of(job),
                    Optional.of(slot),
                    "schedule " + job + " " + slot,
                    Asked.NOTHING,
                    probed);
        });
    }

    /** A run of the latest pass, dated its newest date, over one slot's facts only. */
    Open ofFacts(UUID project, Spec spec, Plan plan, Slot slot) {
        var probed = probes.look(project, spec);
        Instant newest = newest(project);
        return database.jdbi().inTransaction(handle -> {
            Pass pass = Pass.latest(runs.passes(handle, project))
                    .orElseThrow(() -> new VoluteException(
                            CoreError.SLOT_REFUSED, "slot " + slot + ": there is no pass yet (volute run --as-of …)"));
            SortedMap<String, SortedSet<Instant>> planned = FrameLoader.at(plan, newest, Optional.empty());
            planned.keySet().removeIf(id -> !plan.load(id).binding().facts());
            return insert(
                    handle,
                    project,
                    spec,
                    pass,
                    planned,
                    Optional.empty(),
                    Optional.empty(),
                    "facts of " + slot + " again",
                    new Asked(Optional.empty(), Optional.of(slot)),
                    probed);
        });
    }

    private Open insert(
            Handle handle,
            UUID project,
            Spec spec,
            Pass pass,
            SortedMap<String, SortedSet<Instant>> planned,
            Optional<String> job,
            Optional<Slot> slot,
            String cause,
            Asked asked,
            Map<String, SortedMap<String, SourceProbe.Probe>> probed) {
        UUID run = ids.next();
        Instant asOf = slot.map(Slot::end).orElse(pass.asOf());
        var opening = new RunStore.Opening(
                run,
                project,
                Optional.of(pass.id()),
                job,
                slot.map(Slot::toString),
                asOf,
                cause,
                json.write(asked),
                json.write(spec.tree()),
                spec.folder().toString(),
                "RUNNING",
                "");
        long number = runs.open(handle, opening, self).orElseThrow();
        runs.planSteps(handle, run, planned);
        probed.forEach((stage, states) -> runs.pinSources(handle, run, stage, states));
        var row = new RunStore.Row(
                run,
                number,
                Optional.of(pass.id()),
                job,
                slot.map(Slot::toString),
                asOf,
                cause,
                opening.steps(),
                opening.spec(),
                opening.folder(),
                "RUNNING",
                "");
        return new Open(row, pass, spec, planned, asked);
    }

    /** Runs by hand that died are left behind by a new one; what they finished is reused. */
    private void abandon(Handle handle, UUID project) {
        for (RunStore.Row run : runs.runs(handle, project)) {
            if (run.state().equals("RUNNING") && run.slot().isEmpty()) {
                runs.end(handle, run.id(), "ABANDONED", "a newer run took over");
            }
        }
    }

    /** A run that died or failed, under its own pins. */
    Open again(UUID project, RunStore.Row run, Function<Spec, Plan> planner) {
        Spec pinned = specs.fromTree(json.tree(run.spec()), Path.of(run.folder()));
        Asked asked = run.steps().isEmpty() ? Asked.NOTHING : json.read(run.steps(), Asked.class);
        Open open = database.jdbi().inTransaction(handle -> {
            runs.own(handle, run.id(), self);
            Pass pass = runs.passes(handle, project).stream()
                    .filter(candidate -> candidate.id().equals(run.pass().orElseThrow()))
                    .findFirst()
                    .orElseThrow();
            return new Open(run, pass, pinned, runs.plannedBy(handle, run.id()), asked);
        });
        reprobe(project, open, planner.apply(pinned));
        return open;
    }

    /** A run whose pins nothing has used yet may see the sources as they are now. */
    private void reprobe(UUID project, Open open, Plan plan) {
        var probed = probes.look(project, open.spec());
        database.jdbi()
                .useTransaction(handle -> probed.forEach((stage, states) -> {
                    List<String> readers = plan.steps().stream()
                            .filter(node -> node.binding().stage().equals(stage))
                            .filter(node -> node.inputs().stream().anyMatch(Input.Source.class::isInstance))
                            .map(StepNode::id)
                            .toList();
                    if (!runs.wrote(handle, open.run().id(), readers)) {
                        runs.pinSources(handle, open.run().id(), stage, states);
                    }
                }));
    }

    /** Records that a slot will not be run. */
    void refuse(UUID project, String job, Slot slot, String why) {
        database.jdbi()
                .useTransaction(handle -> runs.open(
                        handle,
                        new RunStore.Opening(
                                ids.next(),
                                project,
                                Optional.empty(),
                                Optional.of(job),
                                Optional.of(slot.toString()),
                                slot.end(),
                                "schedule " + job + " " + slot,
                                "",
                                "{}",
                                "",
                                "REFUSED",
                                why),
                        self));
    }

    /** The newest date of any main run, for rows that are dated by hand. */
    Instant newest(UUID project) {
        return database.jdbi().withHandle(handle -> newestMain(handle, project, runs.passes(handle, project)));
    }
}
