package io.volute.dataengineering.label;

import io.volute.dataengineering.contract.Availability;
import java.time.Instant;
import java.util.List;

/**
 * When labels exist: as soon as the last of the columns that they are made of is known.
 *
 * @param columns availability of each of these columns
 */
public record Maturity(List<Availability> columns) {
    /** Copies. */
    public Maturity {
        columns = List.copyOf(columns);
    }

    /** When the label of a decision taken at this time exists. */
    public Instant knownAt(Instant decision) {
        Instant latest = decision;
        for (Availability column : columns) {
            Instant known = column.knownAt(decision);
            latest = known.isAfter(latest) ? known : latest;
        }
        return latest;
    }
}
