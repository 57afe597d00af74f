package io.volute.core.run;

/**
 * Told at the moments between which a run may die; the crash tests stop the process there. Bound by default to nothing.
 */
public interface Checkpoint {
    /** The moments, in the order in which a step passes them. */
    enum Moment {
        OPEN,
        RESOLVE,
        CLAIM,
        RUN,
        PUBLISH,
        COMMIT,
        TELL,
        FINISH
    }

    /** Called at each moment. */
    void at(Moment moment);
}
