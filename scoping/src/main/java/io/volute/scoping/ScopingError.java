package io.volute.scoping;

import io.volute.core.error.ErrorCode;
import io.volute.core.error.ErrorType;
import java.util.Locale;

/** The error codes of scoping. */
public enum ScopingError implements ErrorCode {
    /** Costs are declared for an event, but the label is no event. */
    LABEL_IS_NO_EVENT(ErrorType.USER);

    private final ErrorType type;

    ScopingError(ErrorType type) {
        this.type = type;
    }

    @Override
    public String code() {
        return "scoping." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
