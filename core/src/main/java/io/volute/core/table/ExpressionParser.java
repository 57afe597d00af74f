package io.volute.core.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recursive descent over the small language of {@link Expression}. Used once. */
final class ExpressionParser {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(?<text>'(?:[^']|'')*')|(?<name>\"[^\"]+\")"
            + "|(?<number>\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)|(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)"
            + "|(?<sign><=|>=|!=|<>|==|[=<>+\\-*/(),]))");
    private static final Set<String> WORDS = Set.of("and", "or", "not", "in", "is", "missing", "true", "false");
    private static final Set<String> COMPARISONS = Set.of("=", "!=", "<", "<=", ">", ">=");
    private static final int DEPTH_MAX = 100;

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int next;
    private int depth;

    private record Token(String kind, String text, int at) {}

    ExpressionParser(String source) {
        this.source = source;
    }

    ExpressionNode parse() {
        tokenise();
        ExpressionNode node = or();
        if (peek() != null) {
            throw wrong("and, or, or the end");
        }
        return node;
    }

    private void tokenise() {
        Matcher matcher = TOKEN.matcher(source);
        int end = source.stripTrailing().length();
        int at = 0;
        while (at < end) {
            matcher.region(at, end);
            if (!matcher.lookingAt()) {
                throw new IllegalArgumentException("expression: " + source + ": cannot read `"
                        + source.substring(at).strip().charAt(0) + "` at position " + (at + 1)
                        + " (texts stand in single quotes, columns with spaces in double quotes)");
            }
            for (String kind : List.of("text", "name", "number", "word", "sign")) {
                String found = matcher.group(kind);
                if (found != null) {
                    tokens.add(token(kind, found, matcher.start(kind)));
                }
            }
            at = matcher.end();
        }
    }

    private static Token token(String kind, String found, int at) {
        return switch (kind) {
            case "text" ->
                new Token(kind, found.substring(1, found.length() - 1).replace("''", "'"), at);
            case "name" -> new Token(kind, found.substring(1, found.length() - 1), at);
            case "word" -> WORDS.contains(found) ? new Token("sign", found, at) : new Token("name", found, at);
            case "sign" -> new Token(kind, found.equals("==") ? "=" : found.equals("<>") ? "!=" : found, at);
            default -> new Token(kind, found, at);
        };
    }

    private ExpressionNode or() {
        ExpressionNode left = and();
        while (take("or")) {
            left = new ExpressionNode.Binary("or", left, and());
        }
        return left;
    }

    private ExpressionNode and() {
        ExpressionNode left = not();
        while (take("and")) {
            left = new ExpressionNode.Binary("and", left, not());
        }
        return left;
    }

    private ExpressionNode not() {
        if (take("not")) {
            deeper();
            ExpressionNode of = not();
            depth--;
            return new ExpressionNode.Not(of);
        }
        return comparison();
    }

    private ExpressionNode comparison() {
        ExpressionNode left = sum();
        Token token = peek();
        if (token == null || !token.kind().equals("sign")) {
            return left;
        }
        if (COMPARISONS.contains(token.text())) {
            next++;
            return new ExpressionNode.Binary(token.text(), left, sum());
        }
        if (take("is")) {
            boolean negated = take("not");
            expect("missing");
            ExpressionNode missing = new ExpressionNode.Missing(left);
            return negated ? new ExpressionNode.Not(missing) : missing;
        }
        if (take("in")) {
            return in(left);
        }
        if (take("not")) {
            expect("in");
            return new ExpressionNode.Not(in(left));
        }
        return left;
    }

    private ExpressionNode in(ExpressionNode value) {
        expect("(");
        List<ExpressionNode> options = new ArrayList<>();
        do {
            options.add(sum());
        } while (take(","));
        expect(")");
        return new ExpressionNode.In(value, options);
    }

    private ExpressionNode sum() {
        ExpressionNode left = product();
        while (true) {
            if (take("+")) {
                left = new ExpressionNode.Binary("+", left, product());
            } else if (take("-")) {
                left = new ExpressionNode.Binary("-", left, product());
            } else {
                return left;
            }
        }
    }

    private ExpressionNode product() {
        ExpressionNode left = value();
        while (true) {
            if (take("*")) {
                left = new ExpressionNode.Binary("*", left, value());
            } else if (take("/")) {
                left = new ExpressionNode.Binary("/", left, value());
            } else {
                return left;
            }
        }
    }

    private ExpressionNode value() {
        Token token = peek();
        if (token == null) {
            throw wrong("a column, a text, a number or (");
        }
        next++;
        return switch (token.kind()) {
            case "text" -> new ExpressionNode.Text(token.text());
            case "name" -> new ExpressionNode.Name(token.text());
            case "number" -> new ExpressionNode.Numeral(Double.parseDouble(token.text()));
            default -> sign(token);
        };
    }

    private ExpressionNode sign(Token token) {
        deeper();
        ExpressionNode node = switch (token.text()) {
            case "true", "false" -> new ExpressionNode.Truth(token.text().equals("true"));
            case "-" -> new ExpressionNode.Binary("-", new ExpressionNode.Numeral(0), value());
            case "(" -> bracket();
            default -> {
                next--;
                throw wrong("a column, a text, a number or (");
            }
        };
        depth--;
        return node;
    }

    private ExpressionNode bracket() {
        ExpressionNode node = or();
        expect(")");
        return node;
    }

    private void deeper() {
        if (++depth > DEPTH_MAX) {
            throw new IllegalArgumentException(
                    "expression: more than " + DEPTH_MAX + " levels of brackets (expected: fewer)");
        }
    }

    private boolean take(String sign) {
        Token token = peek();
        boolean found =
                token != null && token.kind().equals("sign") && token.text().equals(sign);
        next += found ? 1 : 0;
        return found;
    }

    private void expect(String sign) {
        if (!take(sign)) {
            throw wrong(sign);
        }
    }

    private @Nullable Token peek() {
        return next < tokens.size() ? tokens.get(next) : null;
    }

    private IllegalArgumentException wrong(String expected) {
        Token token = peek();
        return new IllegalArgumentException("expression: " + source + ": "
                + (token == null ? "ends too early" : "`" + token.text() + "` at position " + (token.at() + 1))
                + " (expected: " + expected + ")");
    }
}
