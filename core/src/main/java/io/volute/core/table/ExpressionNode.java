package io.volute.core.table;

import java.util.List;
import java.util.Set;

/** The parsed form of an {@link Expression}; engines render it, {@link ExpressionBinding} evaluates it. */
sealed interface ExpressionNode {
    /** Adds the names of the columns below. */
    void columns(Set<String> names);

    /** Writes it from the leaves up. */
    <T> T render(ExpressionRenderer<T> renderer);

    /** A column. */
    record Name(String name) implements ExpressionNode {
        @Override
        public void columns(Set<String> names) {
            names.add(name);
        }

        @Override
        public <T> T render(ExpressionRenderer<T> renderer) {
            return renderer.column(name);
        }
    }

    /** A text. */
    record Text(String value) implements ExpressionNode {
        @Override
        public void columns(Set<String> names) {
            // A literal reads nothing.
        }

        @Override
        public <T> T render(ExpressionRenderer<T> renderer) {
            return renderer.text(value);
        }
    }

    /** A number. */
    record Numeral(double value) implements ExpressionNode {
        @Override
        public void columns(Set<String> names) {
            // A literal reads nothing.
        }

        @Override
        public <T> T render(ExpressionRenderer<T> renderer) {
            return renderer.number(value);
        }
    }

    /** True or false. */
    record Truth(boolean value) implements ExpressionNode {
        @Override
        public void columns(Set<String> names) {
            // A literal reads nothing.
        }

        @Override
        public <T> T render(ExpressionRenderer<T> renderer) {
            return renderer.truth(value);
        }
    }

    /** Negation of a condition. */
    record Not(ExpressionNode of) implements ExpressionNode {
        @Override
        public void columns(Set<String> names) {
            of.columns(names);
        }

        @Override
        public <T> T render(ExpressionRenderer<T> renderer) {
            return renderer.not(of.render(renderer));
        }
    }

    /** Two parts: {@code and or = != < <= > >= + - * /}. */
    record Binary(String operator, ExpressionNode left, ExpressionNode right) implements ExpressionNode {
        @Override
        public void columns(Set<String> names) {
            left.columns(names);
            right.columns(names);
        }

        @Override
        public <T> T render(ExpressionRenderer<T> renderer) {
            T one = left.render(renderer);
            T other = right.render(renderer);
            return switch (operator) {
                case "and" -> renderer.and(one, other);
                case "or" -> renderer.or(one, other);
                case "+", "-", "*", "/" -> renderer.arithmetic(operator, one, other);
                default -> renderer.compare(operator, one, other);
            };
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

        @Override
        public <T> T render(ExpressionRenderer<T> renderer) {
            T one = value.render(renderer);
            return options.stream()
                    .map(option -> renderer.compare("=", one, option.render(renderer)))
                    .reduce(renderer::or)
                    .orElseThrow();
        }
    }

    /** Whether there is no value; never unknown. */
    record Missing(ExpressionNode value) implements ExpressionNode {
        @Override
        public void columns(Set<String> names) {
            value.columns(names);
        }

        @Override
        public <T> T render(ExpressionRenderer<T> renderer) {
            return renderer.missing(value.render(renderer));
        }
    }
}
