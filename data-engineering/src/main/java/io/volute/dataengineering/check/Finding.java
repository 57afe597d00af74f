package io.volute.dataengineering.check;

/**
 * A row that breaks a rule.
 *
 * @param what {@code row} or {@code label}: what the rule sets aside
 * @param number of the row in the table that was judged, from 0
 * @param value as people read it, empty when the rule reads several columns or none
 * @param fate what became of it
 */
record Finding(
        String rule, String column, String what, String rowId, int number, String value, String expected, Fate fate) {
    static final String ROW = "row";
    static final String LABEL = "label";

    /** What becomes of what breaks a rule. */
    enum Fate {
        /** It stays and is told. */
        TOLD,
        /** It goes to quarantine. */
        ASIDE,
        /** It would, and stays by somebody's word. */
        PARDONED
    }

    boolean setAside() {
        return fate == Fate.ASIDE;
    }

    boolean pardoned() {
        return fate == Fate.PARDONED;
    }
}
