package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.core.error.VoluteException;

/** What whoever posts something a second time is told: why it stands, and what corrects it. Stateless. */
final class Twice {
    private Twice() {}

    static VoluteException refused(Posting posting) {
        String id = posting.id();
        return new VoluteException(
                BusinessAnalysisError.ALREADY_POSTED,
                posting instanceof Posting.Reversal reversal
                        ? reversal.of() + ": is reversed already (expected: once)\nfix: post it anew, under a new id"
                        : id + ": stands in the ledger already (expected: " + otherwise(posting));
    }

    private static String otherwise(Posting posting) {
        if (posting instanceof Posting.Moved moved) {
            return "each state once)\nfix: to correct its day or its terms, volute ledger reverse " + moved.estimate()
                    + " --reason …, then post an estimate by hand under a new id";
        } else if (posting instanceof Posting.Reconciliation) {
            return "other months)\nfix: reconcile once more when a further month is over; the newest one counts";
        }
        return "another id)\nfix: to correct it, volute ledger reverse " + posting.id()
                + " --reason …, then post it under a new id";
    }
}
