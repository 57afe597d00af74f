package io.volute.core.table;

/**
 * Writes an {@link Expression} in another language, from its leaves up, so that an engine evaluates it where the rows
 * are. It must mean what {@link Expression#select} does: as in SQL, what is compared with a missing value is unknown;
 * unlike in SQL, numbers compare as {@link Double#compare} does, texts by their UTF-16 units, and a division by zero has
 * no value.
 *
 * @param <T> what is written
 */
public interface ExpressionRenderer<T> {
    /** A column. */
    T column(String name);

    /** A text. */
    T text(String value);

    /** A number. */
    T number(double value);

    /** True or false. */
    T truth(boolean value);

    /** Negation of a condition. */
    T not(T condition);

    /** Whether both are true. */
    T and(T left, T right);

    /** Whether one is true. */
    T or(T left, T right);

    /** By one of {@code = != < <= > >=}. */
    T compare(String operator, T left, T right);

    /** By one of {@code + - * /}. */
    T arithmetic(String operator, T left, T right);

    /** Whether there is no value. */
    T missing(T value);
}
