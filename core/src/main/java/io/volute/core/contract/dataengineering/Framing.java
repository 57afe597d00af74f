package io.volute.core.contract.dataengineering;

import io.volute.core.table.ColumnType;

/** What kind of label is predicted: the same business problem can be framed in several ways. */
public enum Framing {
    /** Whether an event happens: a BOOL label; a model gives its probability. */
    BINARY,
    /** Which of several classes: a TEXT label; a model gives a probability for each class. */
    MULTICLASS,
    /** How much: a DOUBLE label; a model gives the expected number. */
    REGRESSION;

    /**
     * The framing of labels of this type.
     *
     * @throws IllegalArgumentException for a type that no label has
     */
    public static Framing of(ColumnType label) {
        return switch (label) {
            case BOOL -> BINARY;
            case TEXT -> MULTICLASS;
            case DOUBLE -> REGRESSION;
            case LONG, DATE, INSTANT ->
                throw new IllegalArgumentException("label of type " + label + " (expected: BOOL, TEXT or DOUBLE)");
        };
    }

    /** For people: {@code two classes}, {@code several classes}, {@code a number}. */
    public String words() {
        return switch (this) {
            case BINARY -> "two classes";
            case MULTICLASS -> "several classes";
            case REGRESSION -> "a number";
        };
    }
}
