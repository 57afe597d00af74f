package io.volute.core.error;

/** One kind of error, to be looked up; implemented by one enum per module. */
public interface ErrorCode {
    /** Stable name, {@code module.kebab-case}, for example {@code modeling.unknown-option}. */
    String code();

    /** Who can act on it. */
    ErrorType type();
}
