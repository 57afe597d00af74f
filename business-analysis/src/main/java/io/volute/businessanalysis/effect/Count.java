package io.volute.businessanalysis.effect;

import java.util.Locale;

/** The counts of a unit, in the order of their columns. */
enum Count {
    DECIDED,
    LABELLED,
    ACTED,
    MISSED,
    PAIRED,
    EVENTS,
    ACTED_RULE,
    MISSED_RULE,
    ACTED_MODEL,
    MISSED_MODEL,
    MISSED_BOTH;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Counts of one guardrail, over its rows. */
    enum Guarded {
        EVENTS,
        RULE,
        MODEL,
        BOTH;

        String column(String guardrail) {
            return guardrail + ":" + name().toLowerCase(Locale.ROOT);
        }
    }
}
