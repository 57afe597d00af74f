package io.volute.postgres.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** The embedded server could not be had; the message says why and what can be done, in words for the user. */
public final class EmbeddedPostgresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Who can act on a failure. */
    public enum Kind {
        /** This machine, platform, account or cluster version is one that the embedded server cannot serve. */
        UNSUPPORTED,
        /** Something outside stands in the way: another process, a damaged folder, a server that does not answer. */
        EXTERNAL,
        /** Disk space, memory or a permission is missing. */
        RESOURCE
    }

    private final Kind kind;

    EmbeddedPostgresException(Kind kind, String message) {
        this(kind, message, null);
    }

    EmbeddedPostgresException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns who can act. */
    public Kind kind() {
        return kind;
    }

    static EmbeddedPostgresException unsupported(String message) {
        return new EmbeddedPostgresException(Kind.UNSUPPORTED, message);
    }

    static EmbeddedPostgresException external(String message) {
        return new EmbeddedPostgresException(Kind.EXTERNAL, message);
    }

    static EmbeddedPostgresException resource(String message, IOException cause) {
        return new EmbeddedPostgresException(Kind.RESOURCE, message + ": " + reason(cause), cause);
    }

    /** Says in words what Java says by the name of a class. */
    static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        if (cause instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (cause instanceof FileAlreadyExistsException present) {
            return present.getFile() + " is in the way";
        }
        return String.valueOf(cause.getMessage());
    }

    static EmbeddedPostgresException interrupted() {
        Thread.currentThread().interrupt();
        return external("interrupted while waiting for the embedded PostgreSQL");
    }
}
