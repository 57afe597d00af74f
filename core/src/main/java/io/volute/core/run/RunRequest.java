package io.volute.core.run;

import io.volute.core.proposal.ProposalDecision;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@code volute run} asks for.
 *
 * @param asOf opens a pass as of this date, or a look back when it is earlier; absent: the latest pass goes on
 * @param selection which steps
 * @param cause why, for the history
 */
public record RunRequest(Optional<Instant> asOf, Selection selection, String cause) {
    /** Everything that is stale in the latest pass. */
    public static RunRequest ofAll() {
        return new RunRequest(Optional.empty(), Selection.ALL, "by hand");
    }

    /** A pass as of this date. */
    public static RunRequest asOf(Instant date) {
        return new RunRequest(Optional.of(date), Selection.ALL, "by hand");
    }

    /** One stage or step of the latest pass. */
    public static RunRequest of(String subject) {
        return new RunRequest(Optional.empty(), Selection.of(subject), "by hand");
    }

    /** The same as the pass that an accepted proposal opens: as of now, where no date is asked for. */
    RunRequest becauseOf(ProposalDecision accepted) {
        return new RunRequest(
                asOf.or(() -> Optional.of(accepted.at())),
                selection,
                "insight " + accepted.proposal().id());
    }
}
