package io.volute.core.journal;

import io.volute.core.stage.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * One turn of the loop.
 *
 * @param pass its number, from 1
 * @param asOf its date
 * @param main false for a look back
 * @param cause why it was opened
 * @param runs runs that belong to it
 * @param verdicts the last one on each subject, in the order in which they were given
 */
public record PassEntry(long pass, Instant asOf, boolean main, String cause, long runs, List<Verdict> verdicts) {
    /** Copies. */
    public PassEntry {
        verdicts = List.copyOf(verdicts);
    }
}
