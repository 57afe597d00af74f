package io.volute.deployment;

import io.volute.core.error.ErrorCode;
import io.volute.core.error.ErrorType;
import java.util.Locale;

/** The error codes of deployment. */
public enum DeploymentError implements ErrorCode {
    /** A release policy needs a registered comparison, and the objective is a draft. */
    NO_PLAN(ErrorType.USER);

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
