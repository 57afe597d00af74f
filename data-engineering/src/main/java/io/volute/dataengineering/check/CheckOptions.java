package io.volute.dataengineering.check;

import io.volute.core.table.Table;
import java.util.List;

/** What the options of every check say; an options record implements it. */
public interface CheckOptions {
    /** What happens when it fails. */
    Severity severity();

    /** The columns that it reads; empty: rows as such. */
    List<String> columns();

    /**
     * Refuses columns of a type that it cannot judge.
     *
     * @param contract the contract's columns without rows
     */
    default void checkTypes(Table contract) {
        // Most rules take any type.
    }
}
