package io.volute.dataengineering.check;

import io.volute.core.error.Nearest;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.Implementation;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.Contract;

/**
 * A rule on data. It sees rows with everything that it reads: a rule on columns known at decision time is asked of all
 * rows, a rule on a late column of those whose label exists. What it decides is a pure function of these rows.
 */
public sealed interface Check extends Implementation permits RowCheck, BatchCheck, SeriesCheck {

    /** Refuses options that read a column which the contract lacks, never makes available, or types otherwise. */
    static void checkColumns(String id, Record options, Contract contract) {
        CheckOptions check = (CheckOptions) options;
        for (String name : check.columns()) {
            ColumnContract column = contract.columns().get(name);
            if (column == null) {
                throw new IllegalArgumentException("checks: " + id + " reads column " + name
                        + ", which the contract does not name"
                        + Nearest.of(name, contract.columns().keySet())
                                .map(near -> ". Did you mean " + near + "?")
                                .orElse(""));
            }
            if (column.available().delay().isEmpty()) {
                throw new IllegalArgumentException("checks: " + id + " reads column " + name
                        + ", which is never available (expected: columns that are known at the decision or after it)");
            }
        }
        try {
            check.checkTypes(contract.emptyTable());
        } catch (IllegalArgumentException | VoluteException e) {
            throw new IllegalArgumentException("checks: " + id + ": " + e.getMessage(), e);
        }
    }
}
