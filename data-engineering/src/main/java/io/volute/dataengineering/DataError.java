package io.volute.dataengineering;

import io.volute.core.error.ErrorCode;
import io.volute.core.error.ErrorType;
import java.util.Locale;

/** The error codes of data engineering. */
public enum DataError implements ErrorCode {
    /** The source is not there, or may not be read. */
    SOURCE_MISSING,
    /** The database that holds the source does not answer, or does not let this user in. */
    SOURCE_UNREACHABLE(ErrorType.EXTERNAL),
    /** The database does not take the query, or gives columns that cannot be read. */
    QUERY_REFUSED,
    /** The source has no rows. */
    SOURCE_EMPTY,
    /** The bytes are not text in the declared encoding. */
    BAD_ENCODING,
    /** The file breaks the rules of its format: ragged rows, open quotes, clashing headers. */
    BAD_STRUCTURE,
    /** A column of the contract is not in the source. */
    COLUMN_MISSING,
    /** A value does not have the contract's type. */
    BAD_VALUE,
    /** Columns of the contract changed and its version did not. */
    CONTRACT_CHANGED(ErrorType.USER),
    /** A row is dated after the present. */
    FUTURE_DATE,
    /** A row is dated so far before the others that the slots between them are too many. */
    DISTANT_DATE,
    /** Two rows have the same declared key. */
    KEY_NOT_UNIQUE,
    /** All labels are equal, so there is nothing to learn or to judge. */
    CONSTANT_TARGET,
    /** The data does not reach for the declared split. */
    SPLIT_IMPOSSIBLE,
    /** A check that blocks has failed. */
    BLOCKED,
    /** A check's pattern looks at a text again and again. */
    PATTERN_TOO_SLOW,
    /** A column that is declared to be known at the decision tells the label. */
    LEAK,
    /** No spec can be proposed for this table: the label or the time column does not serve. */
    PROPOSAL_IMPOSSIBLE;

    private final ErrorType type;

    DataError() {
        this(ErrorType.DATA);
    }

    DataError(ErrorType type) {
        this.type = type;
    }

    @Override
    public String code() {
        return "data-engineering." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
