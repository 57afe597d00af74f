package io.volute.dataengineering.check;

import io.volute.core.table.Table;
import java.util.BitSet;

/** A rule that each row keeps or breaks. A missing value breaks none: completeness judges it. */
public non-sealed interface RowCheck extends Check {
    /** Rows that break the rule, by number. */
    BitSet broken(Record options, Table rows);

    /** What was expected of a row, for people. */
    String expected(Record options);
}
