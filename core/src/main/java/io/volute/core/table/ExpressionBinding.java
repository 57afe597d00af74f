package io.volute.core.table;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/** An expression over the columns of one table: types are checked once, rows are evaluated without boxing. */
final class ExpressionBinding {
    static final int FALSE = 0;
    static final int TRUE = 1;
    static final int UNKNOWN = -1;

    private static final double MICROS = 1e6;

    private final String text;
    private final Table table;

    ExpressionBinding(String text, Table table) {
        this.text = text;
        this.table = table;
    }

    private enum Kind {
        TEXT,
        NUMBER,
        TIME,
        BOOL
    }

    /** A value by row; times are seconds since the epoch, truths 0 and 1. */
    private record Operand(Kind kind, IntPredicate missing, IntToDoubleFunction number, IntFunction<String> texts) {
        static Operand number(Kind kind, IntPredicate missing, IntToDoubleFunction number) {
            return new Operand(kind, missing, number, row -> {
                throw new IllegalStateException("not a text");
            });
        }

        static Operand text(IntPredicate missing, IntFunction<String> texts) {
            return new Operand(
                    Kind.TEXT,
                    missing,
                    row -> {
                        throw new IllegalStateException("not a number");
                    },
                    texts);
        }
    }

    IntUnaryOperator condition(ExpressionNode node) {
        if (node instanceof ExpressionNode.Not not) {
            IntUnaryOperator of = condition(not.of());
            return row -> {
                int value = of.applyAsInt(row);
                return value == UNKNOWN ? UNKNOWN : TRUE - value;
            };
        }
        if (node instanceof ExpressionNode.Missing missing) {
            IntPredicate none = operand(missing.value()).missing();
            return row -> none.test(row) ? TRUE : FALSE;
        }
        if (node instanceof ExpressionNode.In in) {
            return in(in);
        }
        if (node instanceof ExpressionNode.Binary binary && !isArithmetic(binary)) {
            return switch (binary.operator()) {
                case "and" -> both(condition(binary.left()), condition(binary.right()));
                case "or" -> either(condition(binary.left()), condition(binary.right()));
                default -> comparison(binary);
            };
        }
        Operand value = operand(node);
        if (value.kind() != Kind.BOOL) {
            throw wrong("a condition was expected, not a " + name(value.kind()));
        }
        return row -> value.missing().test(row) ? UNKNOWN : (int) value.number().applyAsDouble(row);
    }

    private static boolean isArithmetic(ExpressionNode.Binary node) {
        return "+-*/".contains(node.operator());
    }

    private static IntUnaryOperator both(IntUnaryOperator left, IntUnaryOperator right) {
        return row -> {
            int l = left.applyAsInt(row);
            if (l == FALSE) {
                return FALSE;
            }
            int r = right.applyAsInt(row);
            return r == FALSE ? FALSE : l == UNKNOWN || r == UNKNOWN ? UNKNOWN : TRUE;
        };
    }

    private static IntUnaryOperator either(IntUnaryOperator left, IntUnaryOperator right) {
        return row -> {
            int l = left.applyAsInt(row);
            if (l == TRUE) {
                return TRUE;
            }
            int r = right.applyAsInt(row);
            return r == TRUE ? TRUE : l == UNKNOWN || r == UNKNOWN ? UNKNOWN : FALSE;
        };
    }

    private IntUnaryOperator in(ExpressionNode.In in) {
        List<IntUnaryOperator> options = new ArrayList<>();
        for (ExpressionNode option : in.options()) {
            options.add(comparison(new ExpressionNode.Binary("=", in.value(), option)));
        }
        IntUnaryOperator any = options.get(0);
        for (IntUnaryOperator option : options.subList(1, options.size())) {
            any = either(any, option);
        }
        return any;
    }

    private IntUnaryOperator comparison(ExpressionNode.Binary node) {
        Operand left = operand(node.left());
        Operand right = operand(node.right());
        if (left.kind() == Kind.TIME) {
            right = time(right, node.right());
        } else if (right.kind() == Kind.TIME) {
            left = time(left, node.left());
        }
        if (left.kind() != right.kind()) {
            throw wrong("a " + name(left.kind()) + " and a " + name(right.kind()) + " cannot be compared by "
                    + node.operator());
        }
        Operand a = left;
        Operand b = right;
        IntUnaryOperator order = a.kind() == Kind.TEXT
                ? row -> a.texts().apply(row).compareTo(b.texts().apply(row))
                : row ->
                        Double.compare(a.number().applyAsDouble(row), b.number().applyAsDouble(row));
        String operator = node.operator();
        return row -> a.missing().test(row) || b.missing().test(row)
                ? UNKNOWN
                : holds(operator, order.applyAsInt(row)) ? TRUE : FALSE;
    }

    private static boolean holds(String operator, int order) {
        return switch (operator) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private Operand operand(ExpressionNode node) {
        if (node instanceof ExpressionNode.Name name) {
            return column(name.name());
        }
        if (node instanceof ExpressionNode.Text literal) {
            return Operand.text(row -> false, row -> literal.value());
        }
        if (node instanceof ExpressionNode.Numeral number) {
            return Operand.number(Kind.NUMBER, row -> false, row -> number.value());
        }
        if (node instanceof ExpressionNode.Truth truth) {
            return Operand.number(Kind.BOOL, row -> false, row -> truth.value() ? 1 : 0);
        }
        if (node instanceof ExpressionNode.Binary binary && isArithmetic(binary)) {
            return arithmetic(binary);
        }
        IntUnaryOperator condition = condition(node);
        return Operand.number(Kind.BOOL, row -> condition.applyAsInt(row) == UNKNOWN, row -> condition.applyAsInt(row));
    }

    private Operand column(String name) {
        Column column = table.find(name)
                .orElseThrow(() -> wrong("column " + name + " is not there (expected one of: "
                        + String.join(
                                ", ", table.columns().stream().map(Column::name).toList()) + ")"));
        IntPredicate missing = column::isMissing;
        return switch (column.type()) {
            case TEXT -> Operand.text(missing, column::textAt);
            case LONG, DOUBLE -> Operand.number(Kind.NUMBER, missing, column::doubleAt);
            case BOOL -> Operand.number(Kind.BOOL, missing, row -> column.boolAt(row) ? 1 : 0);
            case DATE -> Operand.number(Kind.TIME, missing, row -> column.longAt(row) * 86_400.0);
            case INSTANT -> Operand.number(Kind.TIME, missing, row -> column.longAt(row) / MICROS);
        };
    }

    private Operand arithmetic(ExpressionNode.Binary node) {
        Operand left = operand(node.left());
        Operand right = operand(node.right());
        if (left.kind() != Kind.NUMBER || right.kind() != Kind.NUMBER) {
            throw wrong(
                    node.operator() + " needs numbers, not a " + name(left.kind()) + " and a " + name(right.kind()));
        }
        IntToDoubleFunction a = left.number();
        IntToDoubleFunction b = right.number();
        IntPredicate missing =
                row -> left.missing().test(row) || right.missing().test(row);
        return switch (node.operator()) {
            case "+" -> Operand.number(Kind.NUMBER, missing, row -> a.applyAsDouble(row) + b.applyAsDouble(row));
            case "-" -> Operand.number(Kind.NUMBER, missing, row -> a.applyAsDouble(row) - b.applyAsDouble(row));
            case "*" -> Operand.number(Kind.NUMBER, missing, row -> a.applyAsDouble(row) * b.applyAsDouble(row));
            default ->
                Operand.number(
                        Kind.NUMBER,
                        row -> missing.test(row) || b.applyAsDouble(row) == 0,
                        row -> a.applyAsDouble(row) / b.applyAsDouble(row));
        };
    }

    private Operand time(Operand operand, ExpressionNode node) {
        if (!(node instanceof ExpressionNode.Text literal)) {
            return operand;
        }
        double seconds = seconds(literal.value());
        return Operand.number(Kind.TIME, row -> false, row -> seconds);
    }

    private double seconds(String iso) {
        try {
            Instant instant = iso.length() == 10
                    ? LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(iso);
            return instant.getEpochSecond() + instant.getNano() / 1e9;
        } catch (DateTimeException e) {
            throw wrong("'" + iso + "' is compared with a time (expected: 2000-01-31 or 2000-01-31T12:00:00Z)");
        }
    }

    private static String name(Kind kind) {
        return kind == Kind.BOOL ? "condition" : kind.name().toLowerCase(Locale.ROOT);
    }

    private VoluteException wrong(String message) {
        return new VoluteException(CoreError.EXPRESSION_INVALID, "expression: " + text + ": " + message);
    }
}
