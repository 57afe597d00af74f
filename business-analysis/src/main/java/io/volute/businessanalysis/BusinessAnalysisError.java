package io.volute.businessanalysis;

import io.volute.core.error.ErrorCode;
import io.volute.core.error.ErrorType;
import java.util.Locale;

/** The error codes of business analysis. */
public enum BusinessAnalysisError implements ErrorCode {
    /** The objective is written, and nobody says what building and running the model costs. */
    NO_COSTS(ErrorType.USER),
    /** Something that has a price was used in a month for which none is declared. */
    NO_RATE(ErrorType.USER),
    /** What has a price by month is counted over rows that have no time. */
    USAGE_UNDATED(ErrorType.USER),
    /** An experiment names a log that data-engineering does not declare. */
    NO_LOG(ErrorType.USER),
    /** A metric's definition is another one, and its number is still the same. */
    METRIC_CHANGED(ErrorType.USER),
    /** A metric is to be explained by a column that the events do not have. */
    NO_COLUMN(ErrorType.USER),
    /** A metric is to be explained by a column of more values than anybody reads. */
    TOO_MANY_SEGMENTS(ErrorType.USER),
    /** What a metric counts once is in two segments, or in none: their parts do not sum to the change. */
    SEGMENTS_OVERLAP(ErrorType.DATA),
    /** A metric is to be explained by a log without any event. */
    NO_EVENTS(ErrorType.DATA),
    /** A transaction has fewer than two postings, does not add up to 0, or books to the wrong accounts. */
    UNBALANCED(ErrorType.USER),
    /** An amount is in another currency than the books, without a dated rate. */
    CURRENCY_MIXED(ErrorType.USER),
    /** What a unit of the metric is worth held until a day that has passed. */
    UNIT_VALUE_EXPIRED(ErrorType.USER),
    /** The month is closed; or it cannot be closed yet. */
    PERIOD_CLOSED(ErrorType.USER),
    /** A benefit without an experiment that says SHIP or a graded study. */
    NO_EVIDENCE(ErrorType.USER),
    /** Two launches move the same metric and share no overlap group. */
    OVERLAP(ErrorType.USER),
    /** An estimate would skip a state, or goes on after its end. */
    STATE_SKIPPED(ErrorType.USER),
    /** The id stands in the ledger, or what shall be reversed is reversed. */
    ALREADY_POSTED(ErrorType.USER),
    /** Nothing of this name was posted by hand. */
    NOT_POSTED(ErrorType.USER),
    /** The ledger has not run since something changed. */
    LEDGER_STALE(ErrorType.USER),
    /** Somebody else posted at the same moment, again and again. */
    LEDGER_BUSY(ErrorType.EXTERNAL),
    /** A row posted by hand is not what was appended. */
    LEDGER_DAMAGED(ErrorType.DATA);

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
