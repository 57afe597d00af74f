package io.volute.core.spec;

import java.util.Locale;

/** The kinds of problems of a spec; the code is {@code core.syntax} outside of sections, {@code modeling.wrong-type} inside. */
enum Fault {
    /** There is no file, or it cannot be read. */
    NO_SPEC,
    /** More bytes, nodes, levels or letters than a spec may have. */
    TOO_LARGE,
    /** Not UTF-8. */
    ENCODING,
    /** Not YAML. */
    SYNTAX,
    /** YAML that a strict spec does without: anchors, tags, merge keys, several documents. */
    NOT_ALLOWED,
    /** A key given twice. */
    DUPLICATE_KEY,
    /** A key without a value. */
    NO_VALUE,
    /** A key that nobody knows. */
    UNKNOWN_KEY,
    /** An option that the selected implementation does not have. */
    UNKNOWN_OPTION,
    /** A name that selects nothing. */
    UNKNOWN_NAME,
    /** A required key that is not there. */
    MISSING_FIELD,
    /** A value of another type. */
    WRONG_TYPE,
    /** A number that does not fit. */
    OUT_OF_RANGE,
    /** A value that its record refuses. */
    INVALID_VALUE,
    /** Not a name. */
    NOT_A_NAME,
    /** A secret written out, or a reference where none belongs. */
    SECRET;

    String code(String scope) {
        return scope + "." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
