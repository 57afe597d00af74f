package io.volute.duckdb;

import io.volute.core.table.Expression;
import io.volute.core.table.ExpressionRenderer;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes conditions as SQL that is true for exactly those rows for which {@link Expression#select} is. Only what we parsed
 * is written: names of columns that are there, quoted, numbers, texts of plain signs. What DuckDB sees otherwise than
 * Java (moments as doubles of seconds, an order of texts outside of ASCII) is not written.
 */
final class ExpressionSql implements ExpressionRenderer<ExpressionSql.Part> {
    private final Map<String, EventColumns.Read> columns;

    /** Part of a condition. */
    record Part(Kind kind, String sql, boolean ascii, Optional<Double> literal) {
        static Part condition(String sql) {
            return new Part(Kind.CONDITION, "(" + sql + ")", false, Optional.empty());
        }
    }

    private enum Kind {
        TEXT,
        WHOLE,
        NUMBER,
        CONDITION
    }

    /** Says that a condition is not written. */
    static final class Unwritten extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Carries it through the expression. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stop() {
            super(null, null, false, false);
        }
    }

    /** Over columns of this log. */
    ExpressionSql(Map<String, EventColumns.Read> columns) {
        this.columns = Collections.unmodifiableMap(new TreeMap<>(columns));
    }

    /** The condition, never NULL. */
    String where(Expression condition) throws Unwritten {
        try {
            Part part = condition.render(this);
            if (part.kind != Kind.CONDITION) {
                throw new Unwritten();
            }
            return "coalesce(" + part.sql + ", false)";
        } catch (Stop e) {
            throw new Unwritten();
        }
    }

    /** A text as a literal. */
    String literal(String text) throws Unwritten {
        try {
            return text(text).sql;
        } catch (Stop e) {
            throw new Unwritten();
        }
    }

    @Override
    public Part column(String name) {
        EventColumns.Read column = columns.get(name);
        if (column == null) {
            throw new Stop();
        }
        return switch (column.type()) {
            case TEXT -> new Part(Kind.TEXT, column.sql(), false, Optional.empty());
            case LONG -> new Part(Kind.WHOLE, "CAST(" + column.sql() + " AS DOUBLE)", false, Optional.empty());
            case DOUBLE -> new Part(Kind.NUMBER, column.sql(), false, Optional.empty());
            case BOOL -> Part.condition(column.sql());
            case DATE, INSTANT -> throw new Stop();
        };
    }

    @Override
    public Part text(String value) {
        boolean ascii = true;
        for (int i = 0; i < value.length(); i++) {
            char sign = value.charAt(i);
            if (sign < ' ' || Character.isSurrogate(sign)) {
                throw new Stop();
            }
            ascii &= sign < 128;
        }
        return new Part(Kind.TEXT, "'" + value.replace("'", "''") + "'", ascii, Optional.empty());
    }

    @Override
    public Part number(double value) {
        return new Part(Kind.NUMBER, literal(value), false, Optional.of(value));
    }

    /** Java's shortest decimal names one double only. */
    private static String literal(double value) {
        return "CAST('" + value + "' AS DOUBLE)";
    }

    @Override
    public Part truth(boolean value) {
        return Part.condition(value ? "true" : "false");
    }

    @Override
    public Part not(Part condition) {
        return Part.condition("NOT " + truth(condition));
    }

    @Override
    public Part and(Part left, Part right) {
        return Part.condition(truth(left) + " AND " + truth(right));
    }

    @Override
    public Part or(Part left, Part right) {
        return Part.condition(truth(left) + " OR " + truth(right));
    }

    private static String truth(Part part) {
        if (part.kind != Kind.CONDITION) {
            throw new Stop();
        }
        return part.sql;
    }

    @Override
    public Part compare(String operator, Part left, Part right) {
        if (isNumber(left) && isNumber(right)) {
            return Part.condition(numbers(operator, left, right));
        }
        if (left.kind != right.kind) {
            throw new Stop();
        }
        boolean ordered = !operator.equals("=") && !operator.equals("!=");
        // Java orders by UTF-16, DuckDB by UTF-8: the same as soon as one of both is ASCII.
        if (left.kind == Kind.TEXT && ordered && !left.ascii && !right.ascii) {
            throw new Stop();
        }
        return Part.condition(left.sql + " " + operator + " " + right.sql);
    }

    /** As in {@link Double#compare}: 0 is more than -0. */
    private static String numbers(String operator, Part left, Part right) {
        String plain = left.sql + " " + operator + " " + right.sql;
        if (neverZero(left) || neverZero(right) || (neverMinusZero(left) && neverMinusZero(right))) {
            return plain;
        }
        String bothZero = left.sql + " = 0 AND " + right.sql + " = 0";
        String signs = "signbit(" + right.sql + ")::TINYINT " + operator + " signbit(" + left.sql + ")::TINYINT";
        return "CASE WHEN " + bothZero + " THEN " + signs + " ELSE " + plain + " END";
    }

    private static boolean isNumber(Part part) {
        return part.kind == Kind.NUMBER || part.kind == Kind.WHOLE;
    }

    private static boolean neverZero(Part part) {
        return part.literal.filter(value -> value != 0).isPresent();
    }

    private static boolean neverMinusZero(Part part) {
        return part.kind == Kind.WHOLE
                || part.literal
                        .filter(value -> Double.compare(value, -0.0) != 0)
                        .isPresent();
    }

    @Override
    public Part arithmetic(String operator, Part left, Part right) {
        if (!isNumber(left) || !isNumber(right)) {
            throw new Stop();
        }
        String by = operator.equals("/") ? "nullif(" + right.sql + ", 0)" : right.sql;
        return new Part(Kind.NUMBER, "(" + left.sql + " " + operator + " " + by + ")", false, Optional.empty());
    }

    @Override
    public Part missing(Part value) {
        return Part.condition(value.sql + " IS NULL");
    }
}
