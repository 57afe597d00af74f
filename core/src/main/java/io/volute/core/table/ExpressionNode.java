package io.volute.core.table;

import java.util.List;
import java.util.Set;

/** The parsed form of an {@link Expression}; engines render it, {@link ExpressionBinding} evaluates it. */
sealed interface ExpressionNode {
    /** Adds the names of the columns below. */
    void columns(Set<String> names);

    /** A column. */
    record Name(String name) implements ExpressionNode {
        @Override
        public void columns(Set<String> names) {
            names.add(name);
        }
    }

    /** A text. */
    record Text(String value) implements ExpressionNode {
        @Override
        public void columns(Set<String> names) {
            // A literal reads nothing.
        }
    }

    /** A number. */
    record Numeral(double value) implements ExpressionNode {
        @Override
        public void columns(Set<String> names) {
            // A literal reads nothing.
        }
    }

    /** True or false. */
    record Truth(boolean value) implements ExpressionNode {
        @Override
        public void columns(Set<String> names) {
            // A literal reads nothing.
        }
    }

    /** Negation of a condition. */
    record Not(ExpressionNode of) implements ExpressionNode {
        @Override
        public void columns(Set<String> names) {
            of.columns(names);
        }
    }

    /** Two parts: {@code and or = != < <= > >= + - * /}. */
    record Binary(String operator, ExpressionNode left, ExpressionNode right) implements ExpressionNode {
        @Override
        public void columns(Set<String> names) {
            left.columns(names);
            right.columns(names);
        }
    }

    /** Equal to one of the options. */
    record In(ExpressionNode value, List<ExpressionNode> options) implements ExpressionNode {
        /** Copies. */
        public In {
            options = List.copyOf(options);
        }

        @Override
        public void columns(Set<String> names) {
            value.columns(names);
            options.forEach(option -> option.columns(names));
        }
    }

    /** Whether there is no value; never unknown. */
    record Missing(ExpressionNode value) implements ExpressionNode {
        @Override
        public void columns(Set<String> names) {
            value.columns(names);
        }
    }
}
