package io.volute.duckdb;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.SortedMap;

/**
 * A log in an engine: the table {@code e (i, rel, flags, k0…, v0…)} of numbers of units (below 0: strangers),
 * microseconds since the unit's exposure (missing: the event counts nowhere), one bit of the flags for each selection of
 * events, hashes of keys, values. What concerns every row was counted on the way.
 */
interface Events {
    /** Brings the log into the engine. */
    void prepare() throws SQLException;

    /** Columns that together name an event. */
    String id();

    /** How {@link #id}, {@code happened} and {@code received} of an event whose id may repeat are selected. */
    String suspect();

    /** Condition for the events whose id may repeat. */
    String suspects();

    /** Rows. */
    long read();

    /** Rows of units without an assignment. */
    long strangers();

    /** Rows received at or after the moment of the question. */
    long unknownYet();

    /** Rows received long before they happened. */
    long receivedBefore();

    /** Rows by the day on which they happened, from the first day to the last. */
    SortedMap<LocalDate, Long> days();

    /** For each value that is added up, the largest size of a fraction; 0 where there are whole numbers only. */
    double[] largest();
}
