package io.volute.businessanalysis.effect;

import io.volute.core.table.Table;

/**
 * Partial sums of one slot, one row for each (release, arm, unit), sorted by these: {@code release} TEXT, {@code arm} TEXT,
 * {@code unit} TEXT, {@code share} DOUBLE (the design's share of the model arm), then counts of rows, all LONG:
 * {@code decided}; of these {@code labelled}; of these {@code acted} and {@code missed} (as decided); {@code paired}
 * (labelled rows for which both policies are known); of these {@code events}, {@code acted_rule}, {@code missed_rule},
 * {@code acted_model}, {@code missed_model}, {@code missed_both}; for each guardrail {@code NAME:events},
 * {@code NAME:rule}, {@code NAME:model}, {@code NAME:both} over the paired rows that it counts. Labelled rows whose
 * decision was never logged stand under the arm {@value #UNLOGGED}, and those logged under a draft, when no policy was
 * declared that could have decided, under {@value #UNDECIDED}.
 *
 * <p>Counts, not money: a reader applies the costs, so other costs need no other totals. Units add over slots; a reader
 * sums them first and forms moments then, since a unit may come back.
 *
 * @param rows the table
 */
public record UnitTotals(Table rows) {
    /** Arm of rows without a logged decision. */
    public static final String UNLOGGED = "(unlogged)";
    /** Arm of rows that nobody decided. */
    public static final String UNDECIDED = "(undecided)";

    /** Whether these rows belong to a release, so that a policy decided them. */
    static boolean decided(String release) {
        return !release.equals(UNLOGGED) && !release.equals(UNDECIDED);
    }
}
