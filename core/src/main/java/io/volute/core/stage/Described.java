package io.volute.core.stage;

/** An output record that says in a few words what came out, for the line of the run; a pure function of the record. */
public interface Described {
    /** For example {@code 7,213 rows · 7,153 with a label by now}; no interval-less estimates. */
    String summary();
}
