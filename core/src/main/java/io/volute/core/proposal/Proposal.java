package io.volute.core.proposal;

import io.volute.core.artifact.CanonicalJson;
import io.volute.core.artifact.Digest;
import io.volute.core.spec.SpecChange;
import java.util.List;

/**
 * A change of the spec that a turn of the loop proposes.
 *
 * @param id the same for the same cause, evidence and changes: {@code p-1f2e3d4c}
 * @param cause kebab-case, for example {@code do-not-ship}
 * @param headline one sentence for the owner
 * @param jumpBackTo stage from which the change acts; information, for what is stale decides what runs
 * @param changes what would change; none when only the owner can say what to write
 * @param evidence ids of figures and experiments
 */
public record Proposal(
        String id, String cause, String headline, String jumpBackTo, List<SpecChange> changes, List<String> evidence) {
    private static final int LETTERS = 8;

    /** Copies. */
    public Proposal {
        changes = List.copyOf(changes);
        evidence = List.copyOf(evidence);
    }

    /** One with the id that follows from what it says; the headline's figures may move without making another of it. */
    public static Proposal of(
            String cause, String headline, String jumpBackTo, List<SpecChange> changes, List<String> evidence) {
        String text = new CanonicalJson().write(List.of(cause, changes, evidence));
        String id = "p-" + Digest.of(text).hex().substring(0, LETTERS);
        return new Proposal(id, cause, headline, jumpBackTo, changes, evidence);
    }

    /** Whether the other answers the same: of what one insight proposes, one is enough. */
    public boolean sameInsight(Proposal other) {
        return cause.equals(other.cause) && evidence.equals(other.evidence);
    }
}
