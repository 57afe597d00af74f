package io.volute.dataengineering.check;

import io.volute.core.table.Table;

/** A rule on all rows together that are known and not set aside. */
public non-sealed interface BatchCheck extends Check {
    /** Judges. */
    Judgement judge(Record options, Table rows);

    /**
     * What came out.
     *
     * @param status PASS, FAIL or, where nothing can be said, UNKNOWN
     * @param value what was found, for people
     * @param expected what was expected, for people
     */
    record Judgement(Status status, String value, String expected) {}

    /** How a check ended. */
    enum Status {
        /** The rule holds. */
        PASS,
        /** It does not. */
        FAIL,
        /** There is nothing to judge. */
        UNKNOWN
    }
}
