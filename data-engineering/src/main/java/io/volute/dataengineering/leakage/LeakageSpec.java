package io.volute.dataengineering.leakage;

import io.volute.core.contract.dataengineering.Leakage;
import io.volute.core.error.Nearest;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.Contract;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of suspected leaks is accepted.
 *
 * @param accept reasons by column: such a column is told and blocks nothing
 */
public record LeakageSpec(
        @Doc("by column known at the decision, why it may tell the label so well") @Default("{}")
        SortedMap<String, String> accept) {
    /** Copies, and refuses an empty reason. */
    public LeakageSpec {
        accept = Collections.unmodifiableSortedMap(new TreeMap<>(accept));
        accept.forEach((column, reason) -> {
            if (reason.isBlank()) {
                throw new IllegalArgumentException(
                        "accept: " + column + " without a reason (expected: why it is known at the decision)");
            }
        });
    }

    /** Refuses columns that the contract lacks, and those that block nothing anyway. */
    public void checkAgainst(Contract contract) {
        for (String name : accept.keySet()) {
            ColumnContract column = contract.columns().get(name);
            if (column == null || !column.available().isNow()) {
                throw new IllegalArgumentException("leakage: accepts column " + name
                        + " (expected: a column of the contract that is available now)"
                        + Nearest.of(name, contract.knownNow())
                                .filter(near -> !near.equals(name))
                                .map(near -> ". Did you mean " + near + "?")
                                .orElse(""));
            }
        }
    }

    /** How grave a finding on a column is: a column that no feature may read, or that is accepted, is only told. */
    Leakage.Severity severity(Judged column, Leakage.Severity grave) {
        return column.available().isNow() && !accept.containsKey(column.name()) ? grave : Leakage.Severity.INFO;
    }

    /** What follows from a finding on a column, as the end of its message. */
    String consequence(Judged column) {
        if (!column.available().isNow()) {
            return "; no feature may read it";
        }
        String reason = accept.get(column.name());
        return reason == null ? "" : "; accepted: " + reason;
    }
}
