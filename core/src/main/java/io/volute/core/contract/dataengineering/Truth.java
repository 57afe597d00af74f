package io.volute.core.contract.dataengineering;

import io.volute.core.table.Table;

/**
 * Labels that exist by now, one row per labelled decision, sorted by {@code row_id}: {@code row_id} TEXT,
 * {@code known_at} INSTANT, {@code label} (what the model predicts; BOOL, TEXT or DOUBLE, see {@link Framing}), then the
 * source's late columns (available after the decision, never those that are never available) under their own names, for
 * guardrails.
 *
 * @param rows the table
 */
public record Truth(Table rows) {
    /** Name of the column that says when the label came to exist. */
    public static final String KNOWN_AT = "known_at";
    /** Name of the label column. */
    public static final String LABEL = "label";

    /** What kind of label these are; the same for all truth of a project. */
    public Framing framing() {
        return Framing.of(rows.column(LABEL).type());
    }
}
