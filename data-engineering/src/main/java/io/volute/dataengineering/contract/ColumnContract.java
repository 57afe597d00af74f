package io.volute.dataengineering.contract;

import io.volute.core.error.Excerpt;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import java.util.Optional;

/**
 * What one column promises.
 *
 * @param type how its values are written
 * @param available when they are known
 * @param onBadValue what happens to a value that is not of the type
 * @param pii whether its values are about a person: then they are shown nowhere and no feature reads them
 */
public record ColumnContract(
        @Doc("one of bool, category, date, instant, int, number, text")
        ValueType type,

        @Doc(
                "when its values are known: now, never, a period after the decision such as P30D, or later when nobody knows how long after")
        @Default("now")
        Availability available,

        @Doc("refuse the source, or set the row (of a late column: the label) aside") @Default("refuse")
        OnBadValue onBadValue,

        @Doc("true: its values are personal data, shown nowhere and read by no feature")
        Optional<Boolean> pii) {
    /** What stands for a personal value wherever one would be shown. */
    public static final String MASK = "(personal)";

    /** A column that is not about a person. */
    public ColumnContract(ValueType type, Availability available, OnBadValue onBadValue) {
        this(type, available, onBadValue, Optional.empty());
    }

    /** Whether its values are personal data. */
    public boolean isPersonal() {
        return pii.orElse(false);
    }

    /** The same, known at once. */
    ColumnContract knownAtOnce() {
        return new ColumnContract(type, Availability.NOW, onBadValue, pii);
    }

    /** A value as messages and reports may show it. */
    public String shown(String value) {
        return isPersonal() ? MASK : Excerpt.of(value);
    }

    /** What happens to a value that is not of the column's type. */
    public enum OnBadValue {
        /** The source is refused, with the place of each such value. */
        REFUSE,
        /** The row goes to quarantine, of a late column only the label. */
        QUARANTINE
    }
}
