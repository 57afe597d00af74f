package io.volute.businessanalysis.ledger;

import java.util.Locale;

/** How far an estimate has come. A state follows the one before it; only a reversal may come at any time. */
public enum EstimateState {
    /** Believed. */
    HYPOTHESISED,
    /** Computed beforehand. */
    PROJECTED,
    /** Shown by an experiment or a graded study. */
    MEASURED,
    /** In use for everyone: benefit accrues. */
    LAUNCHED,
    /** Confirmed afterwards, by a holdout. */
    VERIFIED,
    /** Over. */
    EXPIRED,
    /** Taken back: nothing accrues from that day on. */
    REVERSED;

    /** Whether benefit accrues in it. */
    public boolean accrues() {
        return this == LAUNCHED || this == VERIFIED;
    }

    /** Whether nothing comes after it. */
    public boolean ended() {
        return this == EXPIRED || this == REVERSED;
    }

    /** The state that follows; itself once it has ended. */
    public EstimateState next() {
        return switch (this) {
            case HYPOTHESISED -> PROJECTED;
            case PROJECTED -> MEASURED;
            case MEASURED -> LAUNCHED;
            case LAUNCHED -> VERIFIED;
            case VERIFIED, EXPIRED -> EXPIRED;
            case REVERSED -> REVERSED;
        };
    }

    /** Whether an estimate may go from here to there. */
    public boolean leadsTo(EstimateState other) {
        return !ended() && (other == REVERSED || other == next());
    }

    /** As written in files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
