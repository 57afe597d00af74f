package io.volute.core.table;

import java.util.SortedMap;
import java.util.TreeMap;

/** What an expression says about the types of its columns. */
final class ExpressionTypes {
    private final SortedMap<String, ColumnType> found = new TreeMap<>();

    private ExpressionTypes() {}

    static SortedMap<String, ColumnType> of(ExpressionNode root) {
        ExpressionTypes types = new ExpressionTypes();
        types.condition(root);
        return types.found;
    }

    private void condition(ExpressionNode node) {
        if (node instanceof ExpressionNode.Not not) {
            condition(not.of());
        } else if (node instanceof ExpressionNode.In in) {
            in.options().forEach(option -> compared(in.value(), option));
        } else if (node instanceof ExpressionNode.Binary binary) {
            switch (binary.operator()) {
                case "and", "or" -> {
                    condition(binary.left());
                    condition(binary.right());
                }
                case "+", "-", "*", "/" -> {
                    number(binary.left());
                    number(binary.right());
                }
                default -> {
                    compared(binary.left(), binary.right());
                    compared(binary.right(), binary.left());
                }
            }
        } else if (node instanceof ExpressionNode.Name name) {
            found.putIfAbsent(name.name(), ColumnType.BOOL);
        }
    }

    private void compared(ExpressionNode node, ExpressionNode with) {
        if (node instanceof ExpressionNode.Name name) {
            if (with instanceof ExpressionNode.Text) {
                found.putIfAbsent(name.name(), ColumnType.TEXT);
            } else if (with instanceof ExpressionNode.Truth) {
                found.putIfAbsent(name.name(), ColumnType.BOOL);
            } else if (with instanceof ExpressionNode.Numeral || with instanceof ExpressionNode.Binary) {
                found.putIfAbsent(name.name(), ColumnType.DOUBLE);
            }
        } else {
            condition(node);
        }
    }

    private void number(ExpressionNode node) {
        if (node instanceof ExpressionNode.Name name) {
            found.putIfAbsent(name.name(), ColumnType.DOUBLE);
        } else {
            condition(node);
        }
    }
}
