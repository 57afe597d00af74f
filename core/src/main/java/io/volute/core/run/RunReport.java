package io.volute.core.run;

import io.volute.core.error.VoluteException;
import io.volute.core.stage.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run did.
 *
 * @param pass number of the pass
 * @param asOf date of the run
 * @param run number of the run
 * @param status DONE or FAILED
 * @param steps what came of each step that was looked at
 * @param verdicts in the order in which they were given
 * @param error the first failure, which decides the exit code
 */
public record RunReport(
        long pass,
        Instant asOf,
        long run,
        String status,
        List<StepReport> steps,
        List<Verdict> verdicts,
        Optional<VoluteException> error) {
    /**
     * What came of one step.
     *
     * @param status COMPUTED, REUSED, FAILED or SKIPPED
     * @param why what changed, or why it failed or was skipped
     * @param output the stored output as canonical JSON, empty without one
     */
    public record StepReport(
            String step,
            String key,
            String slot,
            Instant asOf,
            String status,
            long millis,
            String why,
            String summary,
            String output) {}

    /** How many steps have a status. */
    public long count(String status) {
        return steps.stream().filter(step -> step.status().equals(status)).count();
    }
}
