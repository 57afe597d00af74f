package io.volute.core.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of Volute. Its message is written for the person who can act: what, the value, what was expected,
 * how to fix it.
 */
public final class VoluteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final transient List<Problem> problems;

    /** An error with a message. */
    public VoluteException(ErrorCode code, String message) {
        this(code, message, List.of(), null);
    }

    /** An error with a message and its cause, which is logged and never shown. */
    public VoluteException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, List.of(), cause);
    }

    /** Several problems of one text, all at once. */
    public VoluteException(ErrorCode code, String message, List<Problem> problems) {
        this(code, message, problems, null);
    }

    private VoluteException(ErrorCode code, String message, List<Problem> problems, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.problems = List.copyOf(problems);
    }

    /** The stable code. */
    public ErrorCode code() {
        return code;
    }

    /** The single problems when the error is about a text; empty otherwise. */
    public List<Problem> problems() {
        return problems;
    }
}
