package io.volute.core.table;

import java.util.BitSet;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * A condition over columns, as written in the spec: {@code "Wildlife Size" != 'Small' and speed > 100}.
 *
 * <p>Columns stand bare or, with spaces, in double quotes; texts in single quotes (a quote inside is doubled); numbers,
 * {@code true}, {@code false}. Operators, weakest first: {@code or}, {@code and}, {@code not}, then {@code = != < <= >
 * >= in (…) not in (…) is missing, is not missing}, then {@code + -}, then {@code * /}. Dates and instants compare with
 * texts in ISO form. As in SQL, a comparison with a missing value is neither true nor false; a row is selected only
 * where the whole is true. Immutable and thread-safe.
 */
public final class Expression {
    private final String text;
    private final ExpressionNode root;

    private Expression(String text, ExpressionNode root) {
        this.text = text;
        this.root = root;
    }

    /**
     * Parses.
     *
     * @throws IllegalArgumentException naming the position and what was expected, in a message for the user
     */
    public static Expression parse(String text) {
        return new Expression(text, new ExpressionParser(text).parse());
    }

    /** Names of the columns that it reads. */
    public SortedSet<String> columns() {
        SortedSet<String> names = new TreeSet<>();
        root.columns(names);
        return Collections.unmodifiableSortedSet(names);
    }

    /**
     * The rows on which it is true.
     *
     * @throws io.volute.core.error.VoluteException EXPRESSION_INVALID naming a column that is not there, or operands
     *     whose types do not fit
     */
    public BitSet select(Table table) {
        IntUnaryOperator condition = new ExpressionBinding(text, table).condition(root);
        BitSet selected = new BitSet(table.rows());
        for (int row = 0; row < table.rows(); row++) {
            selected.set(row, condition.applyAsInt(row) == ExpressionBinding.TRUE);
        }
        return selected;
    }

    /**
     * Types that the columns must have for this to make sense, as far as it says so: a column that is compared with a text
     * is TEXT, one that is added or compared with a number DOUBLE, one that stands alone as a condition BOOL.
     */
    public SortedMap<String, ColumnType> expectedTypes() {
        return Collections.unmodifiableSortedMap(ExpressionTypes.of(root));
    }

    /** Writes it in another language; being one of several is written as being equal to one or another. */
    public <T> T render(ExpressionRenderer<T> renderer) {
        return root.render(renderer);
    }

    /** As written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression expression && expression.root.equals(root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }
}
