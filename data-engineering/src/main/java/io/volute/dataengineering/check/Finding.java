package io.volute.dataengineering.check;

/**
 * A row that breaks a rule.
 *
 * @param what {@code row} or {@code label}: what the rule sets aside
 * @param value as people read it, empty when the rule reads several columns or none
 * @param setAside whether it is set aside, or only told
 */
record Finding(String rule, String column, String what, String rowId, String value, String expected, boolean setAside) {
    static final String ROW = "row";
    static final String LABEL = "label";
}
