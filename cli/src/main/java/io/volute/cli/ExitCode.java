package io.volute.cli;

/** Exit codes that do not follow from an error's type; those are in {@code ErrorType}. */
public final class ExitCode {
    /** Done. */
    public static final int DONE = 0;
    /** The last verdict of the run is negative, or that of an experiment; a result, not an error. */
    public static final int NEGATIVE = 1;
    /** The user interrupted. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
