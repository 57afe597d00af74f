package io.volute.businessanalysis.effect;

import java.util.Locale;

/** The counts of a unit, each with its place among them. */
enum Count {
    DECIDED(0),
    LABELLED(1),
    ACTED(2),
    MISSED(3),
    PAIRED(4),
    EVENTS(5),
    ACTED_RULE(6),
    MISSED_RULE(7),
    ACTED_MODEL(8),
    MISSED_MODEL(9),
    MISSED_BOTH(10);

    /** How many there are. */
    static final int SIZE = values().length;

    private final int at;

    Count(int at) {
        this.at = at;
    }

    int at() {
        return at;
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Counts of one guardrail, over its rows. */
    enum Guarded {
        EVENTS(0),
        RULE(1),
        MODEL(2),
        BOTH(3);

        /** How many there are. */
        static final int SIZE = values().length;

        private final int at;

        Guarded(int at) {
            this.at = at;
        }

        int at() {
            return at;
        }

        String column(String guardrail) {
            return guardrail + ":" + name().toLowerCase(Locale.ROOT);
        }
    }
}
