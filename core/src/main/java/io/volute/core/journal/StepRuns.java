package io.volute.core.journal;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The step runs of one project. Reads only; thread-safe. */
public final class StepRuns {
    private final Jdbi jdbi;
    private final UUID project;

    /** Of the project with this identity. */
    public StepRuns(Jdbi jdbi, UUID project) {
        this.jdbi = jdbi;
        this.project = project;
    }

    /** Those of the run with this number, in the order of their commits; none for an unknown run. */
    public List<StepRun> of(long run) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select s.step, s.key, s.slot, s.as_of, s.kind, coalesce(x.millis, 0) as millis,
                               coalesce(x.summary, '') as summary
                        from core.step_run s
                        join core.run r on r.id = s.run
                        left join core.result x on x.id = s.result
                        where s.project = :project and r.number = :run order by s.seq
                        """)
                .bind("project", project)
                .bind("run", run)
                .map((row, context) -> new StepRun(
                        row.getString("step"),
                        row.getString("key"),
                        row.getString("slot"),
                        row.getTimestamp("as_of").toInstant(),
                        row.getString("kind"),
                        row.getLong("millis"),
                        row.getString("summary")))
                .list());
    }
}
