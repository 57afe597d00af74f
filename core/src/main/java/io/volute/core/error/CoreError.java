package io.volute.core.error;

import java.util.Locale;

/** The error codes of the core module. */
public enum CoreError implements ErrorCode {
    /** The command line was used wrongly. */
    USAGE(ErrorType.USER),
    /** The spec has at least one problem; the exception lists all of them. */
    SPEC_INVALID(ErrorType.USER),
    /** An expression does not fit the columns that it reads. */
    EXPRESSION_INVALID(ErrorType.USER),
    /** Steps cannot be wired: missing producer, unequal types, a cycle. */
    PLAN_INVALID(ErrorType.USER),
    /** No such project, pass, run, step, entry or figure. */
    UNKNOWN_SUBJECT(ErrorType.USER),
    /** A slot that no pass covers, or that is not over yet. */
    SLOT_REFUSED(ErrorType.USER),
    /** A proposal that somebody decided about before. */
    PROPOSAL_DECIDED(ErrorType.USER),
    /** A proposal that changes what the spec no longer says, or instead of which another was accepted. */
    PROPOSAL_SUPERSEDED(ErrorType.USER),
    /** A source changed between probe and read. */
    SOURCE_CHANGED(ErrorType.DATA),
    /** A source cannot be read as declared. */
    SOURCE_UNREADABLE(ErrorType.DATA),
    /** The bytes of an artifact do not have its digest, or are missing. */
    ARTIFACT_DAMAGED(ErrorType.DATA),
    /** Database and store do not belong together. */
    STORE_FOREIGN(ErrorType.EXTERNAL),
    /** The database does not answer or refuses. */
    DATABASE_UNAVAILABLE(ErrorType.EXTERNAL),
    /** The database is not one that Volute can use safely. */
    DATABASE_UNSUITABLE(ErrorType.EXTERNAL),
    /** The database was written by a newer Volute. */
    DATABASE_NEWER(ErrorType.EXTERNAL),
    /** A plugin's jar does not fit: made for another version, or two of them bring the same name. */
    PLUGIN_UNSUITABLE(ErrorType.EXTERNAL),
    /** Another process holds what is needed for too long. */
    BUSY(ErrorType.EXTERNAL),
    /** This process lost its claim to another one; nothing was written. */
    FENCED(ErrorType.EXTERNAL),
    /** No space, no permission. */
    STORAGE(ErrorType.RESOURCE),
    /** The run was interrupted by the user. */
    INTERRUPTED(ErrorType.USER),
    /** A defect in Volute. */
    INTERNAL(ErrorType.INTERNAL);

    private final ErrorType type;

    CoreError(ErrorType type) {
        this.type = type;
    }

    @Override
    public String code() {
        return "core." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
