package io.volute.businessanalysis;

import io.volute.core.error.ErrorCode;
import io.volute.core.error.ErrorType;
import java.util.Locale;

/** The error codes of business analysis. */
public enum BusinessAnalysisError implements ErrorCode {
    /** The objective is written, and nobody says what building and running the model costs. */
    NO_COSTS(ErrorType.USER),
    /** An experiment names a log that data-engineering does not declare. */
    NO_LOG(ErrorType.USER);

    private final ErrorType type;

    BusinessAnalysisError(ErrorType type) {
        this.type = type;
    }

    @Override
    public String code() {
        return "business-analysis." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
