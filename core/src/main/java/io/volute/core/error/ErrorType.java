package io.volute.core.error;

/** Who can act on an error; decides the exit code of the command line. */
public enum ErrorType {
    /** The user: a wrong option or spec. */
    USER(2),
    /** Whoever owns the data. */
    DATA(3),
    /** Something outside: database, network, another process. */
    EXTERNAL(4),
    /** Disk, memory, permissions. */
    RESOURCE(5),
    /** Volute itself. */
    INTERNAL(70);

    private final int exitCode;

    ErrorType(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The process exit code that belongs to this type; stable and documented. */
    public int exitCode() {
        return exitCode;
    }
}
