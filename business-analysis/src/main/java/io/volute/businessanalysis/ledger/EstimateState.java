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

    /** Whether a posting may move an estimate from here to there. */
    public boolean leadsTo(EstimateState next) {
        return !ended() && (next == REVERSED || next.ordinal() == ordinal() + 1);
    }

    /** As written in files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
