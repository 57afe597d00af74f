package io.volute.core.table;

/** Types of table columns. Dates are days, instants microseconds, both UTC. */
public enum ColumnType {
    /** 64-bit integer. */
    LONG,
    /** Double; NaN is stored as missing. */
    DOUBLE,
    /** True or false. */
    BOOL,
    /** Calendar day. */
    DATE,
    /** Point in time, microseconds. */
    INSTANT,
    /** Text or category. */
    TEXT
}
