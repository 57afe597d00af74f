package io.volute.dataengineering.contract;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;

/**
 * What one column promises.
 *
 * @param type how its values are written
 * @param available when they are known
 * @param onBadValue what happens to a value that is not of the type
 */
public record ColumnContract(
        @Doc("one of bool, category, date, instant, int, number, text")
        ValueType type,

        @Doc(
                "when its values are known: now, never, a period after the decision such as P30D, or later when nobody knows how long after")
        @Default("now")
        Availability available,

        @Doc("refuse the source, or set the row (of a late column: the label) aside") @Default("refuse")
        OnBadValue onBadValue) {

    /** What happens to a value that is not of the column's type. */
    public enum OnBadValue {
        /** The source is refused, with the place of each such value. */
        REFUSE,
        /** The row goes to quarantine, of a late column only the label. */
        QUARANTINE
    }
}
