package io.volute.core.contract.metric;

import io.volute.core.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Adds up logs of events by unit. Of several events of one id the one received first counts, then the one that happened
 * first. Order and division into parts of what is read change nothing. Thread-safe; memory is bounded by the units.
 */
public interface EventTotals {
    /** Columns of the assignments. */
    interface Assigned {
        /** TEXT, never missing. */
        String UNIT = "unit";
        /** TEXT, never missing. */
        String ARM = "arm";
        /** INSTANT, never missing. */
        String ASSIGNED_AT = "assigned_at";
        /** INSTANT; missing: never exposed. A table without it was exposed when assigned. */
        String EXPOSED_AT = "exposed_at";
        /** BOOL; a table without it, or a missing value, is no bot. */
        String IS_BOT = "is_bot";
        /** In the result, LONG: how many different arms the unit was seen in. */
        String ARMS = "arms";
    }

    /** Columns of the events; further ones are named by the tallies. */
    interface Logged {
        /** TEXT, never missing. */
        String EVENT_ID = "event_id";
        /** TEXT, never missing. */
        String UNIT = "unit";
        /** TEXT, never missing. */
        String EVENT = "event";
        /** INSTANT, never missing. */
        String AT = "at";
        /** INSTANT; missing, or a table without it: when it happened. */
        String RECEIVED_AT = "received_at";
    }

    /**
     * Computes the tallies for each unit of the assignments.
     *
     * @param assignments columns of {@link Assigned}; all others are attributes. A unit may stand in several rows: its
     *     exposure is the earliest, its attributes are the least
     * @param events columns of {@link Logged} and those that the tallies name
     * @param asOf events received at or after it, and exposures at or after it, are not known; empty: all are
     * @throws io.volute.core.error.VoluteException DATA or USER naming a column that is not there or does not fit
     */
    UnitTotals totals(Table assignments, EventLog events, List<UnitTally> tallies, Optional<Instant> asOf);
}
