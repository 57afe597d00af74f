package io.volute.businessanalysis;

import io.volute.core.error.ErrorCode;
import io.volute.core.error.ErrorType;
import java.util.Locale;

/** The error codes of business analysis. */
public enum BusinessAnalysisError implements ErrorCode {
    /** The objective is written, and nobody says what building and running the model costs. */
    NO_COSTS(ErrorType.USER),
    /** An experiment names a log that data-engineering does not declare. */
    NO_LOG(ErrorType.USER),
    /** A metric is to be explained by a column that the events do not have. */
    NO_COLUMN(ErrorType.USER),
    /** A metric is to be explained by a column of more values than anybody reads. */
    TOO_MANY_SEGMENTS(ErrorType.USER),
    /** What a metric counts once is in two segments, or in none: their parts do not sum to the change. */
    SEGMENTS_OVERLAP(ErrorType.DATA),
    /** A metric is to be explained by a log without any event. */
    NO_EVENTS(ErrorType.DATA);

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
