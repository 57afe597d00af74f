package io.volute.dataengineering.join;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.Contract;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the records of a joined source look like.
 *
 * @param version raised when a column is removed or changes its meaning
 * @param key columns that identify a record
 * @param eventTime the DATE or INSTANT column that says when it happened
 * @param columns columns by name
 */
public record RecordContract(
        @Doc("a whole number, raised when a column changes its meaning") @Default("1")
        int version,

        @Doc("columns that identify a record, left out when there are none") @Default("[]")
        List<String> key,

        @Doc("the column that says when it happened") String eventTime,
        @Doc("columns by name") SortedMap<String, ColumnContract> columns) {
    /** Checks it like any contract, and that records become known as a whole. */
    public RecordContract {
        Contract contract = contract(version, key, eventTime, columns);
        key = contract.key();
        columns = contract.columns();
        for (String name : columns.keySet()) {
            if (!contract.knownNow().contains(name)) {
                throw new IllegalArgumentException(
                        "contract: " + name + " has an availability of its own (expected: none;"
                                + " a record becomes known as a whole, when `available` of the join says)");
            }
        }
    }

    /** The contract by which records are read. */
    public Contract contract() {
        return contract(version, key, eventTime, columns);
    }

    private static Contract contract(
            int version, List<String> key, String eventTime, SortedMap<String, ColumnContract> columns) {
        try {
            return new Contract(version, key, Optional.of(eventTime), columns);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(message.replace("decision-time:", "event-time:"), e);
        }
    }
}
