package io.volute.core.run;

import io.volute.core.artifact.Artifact;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.spec.Spec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One project: what may be done with it and asked of it. Used by one thread. */
public final class Project {
    private final Engine engine;
    private final Spec spec;
    private final Jobs jobs;
    private final Commands commands;
    private final Answers answers;
    private final ProposalDesk proposals;

    /** For a spec as written, with all that was accepted laid over it. */
    public Project(Engine engine, Spec written) {
        this.engine = engine;
        this.proposals = engine.proposals();
        this.spec = proposals.effective(written);
        this.jobs = new Jobs(engine);
        this.commands = new Commands(engine, jobs);
        this.answers = new Answers(engine, spec);
    }

    /** Its spec, with what was accepted. */
    public Spec spec() {
        return spec;
    }

    /** Brings the latest pass up to date, opens one, or looks back. What was accepted since opens one by itself. */
    public RunReport run(RunRequest request, Engine.Watch watch) {
        return engine.run(spec, request, watch);
    }

    /** Where proposals wait. */
    public ProposalDesk proposals() {
        return proposals;
    }

    /** Slots of the jobs: one, a range, or all that are due. */
    public Jobs jobs() {
        return jobs;
    }

    /**
     * A first pass as of a date, unless there is one, then every slot from {@code from} to {@code to}: the schedule,
     * only faster. Can be resumed as a whole.
     *
     * @return one report for each run that this call executed
     */
    public List<RunReport> replay(Optional<Instant> asOf, Slot from, Slot to, Engine.Watch watch) {
        return commands.replay(spec, asOf, from, to, watch);
    }

    /**
     * Computes a slot's facts again with inputs without slot as of its start, in the latest pass, dated its newest
     * date: what was decided stays readable as of then.
     */
    public RunReport rewrite(Slot slot, Engine.Watch watch) {
        return commands.rewrite(spec, slot, watch);
    }

    /** Goes on with what died or failed last, under its own pins; empty when nothing did. */
    public List<RunReport> resume(Engine.Watch watch) {
        return commands.resume(spec, watch);
    }

    /** Points an alias by hand, until the next pass opens. {@code why} is kept. */
    public void promote(String entry, String alias, String key, String why) {
        commands.promote(spec, entry, alias, key, why);
    }

    /** Points an alias back to where it pointed before its last move. */
    public String rollback(String entry, String alias, String why) {
        return commands.rollback(spec, entry, alias, why);
    }

    /** The state of every address of the latest pass. */
    public List<Status> status() {
        return engine.status(spec);
    }

    /** What the latest pass would read otherwise if it opened now, such as a newer insight. */
    public List<Suggestion> suggestions() {
        return engine.suggestions(spec);
    }

    /** What has been done, and what it gave. */
    public Answers answers() {
        return answers;
    }

    /** The value of a catalog entry as of the latest date; for composition roots and tests. */
    public <T> T load(Class<T> type, String entry, String key) {
        Artifact<T> artifact = new Artifact<>(answers.digest(entry, key, "")
                .orElseThrow(() -> new VoluteException(
                        CoreError.UNKNOWN_SUBJECT,
                        "entry " + entry + (key.isEmpty() ? "" : " " + key) + ": nothing there yet (volute status)")));
        return engine.load(type, artifact);
    }

    /** The value of a catalog entry without keys as of the latest date, if there is one. */
    public <T> Optional<T> find(Class<T> type, String entry) {
        return answers.digest(entry, "", "").map(digest -> engine.load(type, new Artifact<>(digest)));
    }

    /** The value of an artifact, for example one that another artifact names. */
    public <T> T load(Class<T> type, Artifact<T> artifact) {
        return engine.load(type, artifact);
    }

    /** The alias' target as of the latest date. */
    public <T> Optional<T> find(Class<T> type, String entry, String alias) {
        return answers.alias(entry, alias).map(digest -> engine.load(type, new Artifact<>(digest)));
    }

    /** Its identity in the database. */
    public UUID id() {
        return engine.project(spec);
    }

    /** Everything that a list of reports failed with first. */
    public static Optional<VoluteException> error(List<RunReport> reports) {
        return new ArrayList<>(reports)
                .stream().flatMap(report -> report.error().stream()).findFirst();
    }
}
