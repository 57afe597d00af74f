package io.volute.deployment;

import io.volute.core.error.ErrorCode;
import io.volute.core.error.ErrorType;
import java.util.Locale;

/** The error codes of this module. */
public enum DeploymentError implements ErrorCode {
    /** The release in force has no model that could answer. */
    NO_MODEL(ErrorType.USER),
    /** A column that the model reads is not there. */
    COLUMN_MISSING(ErrorType.DATA),
    /** A value is not of its column's type. */
    VALUE_INVALID(ErrorType.DATA);

    private final ErrorType type;

    DeploymentError(ErrorType type) {
        this.type = type;
    }

    @Override
    public String code() {
        return "deployment." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
