package io.volute.modeling;

import io.volute.core.error.ErrorCode;
import io.volute.core.error.ErrorType;
import java.util.Locale;

/** The error codes of modeling. */
public enum ModelingError implements ErrorCode {
    /** A feature names a column that the examples do not have. */
    UNKNOWN_COLUMN(ErrorType.USER),
    /** A feature names a column whose value does not exist when the decision is taken. */
    COLUMN_NOT_AVAILABLE(ErrorType.USER),
    /** A feature names a column of personal data. */
    COLUMN_PERSONAL(ErrorType.USER),
    /** A column that this transform cannot use: wrong type, or nothing in it. */
    COLUMN_UNUSABLE(ErrorType.USER),
    /** The features make more columns than the trainer can carry. */
    TOO_MANY_FEATURES(ErrorType.USER),
    /** A trainer, or costs, that cannot go with this kind of label. */
    FRAMING_UNSUPPORTED(ErrorType.USER),
    /** No training rows. */
    NO_ROWS(ErrorType.DATA),
    /** The training rows hold one class only, or one number. */
    ONE_CLASS(ErrorType.DATA),
    /** A number that is not finite where a model needs one. */
    NOT_FINITE(ErrorType.DATA),
    /** The scored table lacks a column, or has it with another type. */
    ROWS_UNSUITABLE(ErrorType.DATA),
    /** A package of a format, transform, trainer or form that is not installed here. */
    PACKAGE_UNKNOWN(ErrorType.USER),
    /** A package that does not reproduce its sample scores. */
    PACKAGE_DAMAGED(ErrorType.DATA),
    /** None of the candidates could be trained here. */
    NO_CANDIDATE(ErrorType.EXTERNAL),
    /** What a trainer needs from the machine is missing. */
    TRAINER_UNAVAILABLE(ErrorType.EXTERNAL),
    /** A row would judge a model that was trained on it. */
    JUDGED_ON_TRAINING_ROWS(ErrorType.INTERNAL),
    /** The trainer gave up on data that it should be able to fit. */
    TRAINING_FAILED(ErrorType.INTERNAL);

    private final ErrorType type;

    ModelingError(ErrorType type) {
        this.type = type;
    }

    @Override
    public String code() {
        return "modeling." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
