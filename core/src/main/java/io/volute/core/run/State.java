package io.volute.core.run;

/** Whether a result is what its inputs would give now. */
public enum State {
    /** It is. */
    FRESH,
    /** It will run for certain: something that no step in between can still change differs. */
    STALE,
    /** It depends on steps that will run; it may yet be reused. */
    WAITING,
    /** It never ran. */
    NEVER,
    /** A required input has no version. */
    ABSENT,
    /** The last try with these inputs failed. */
    FAILED
}
