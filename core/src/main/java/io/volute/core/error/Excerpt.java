package io.volute.core.error;

import java.util.HexFormat;

/** Text from outside made fit for a message: one line, short, with odd characters escaped. */
public final class Excerpt {
    private static final int LONGEST = 60;

    private Excerpt() {}

    /** At most 60 characters; control, direction-changing and invisible characters as {@code \\uXXXX}. */
    public static String of(String text) {
        int count = text.codePointCount(0, text.length());
        String cut = count <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
        return escaped(cut);
    }

    /** The same without a limit on length. */
    public static String escaped(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\n') {
                shown.append("\\n");
            } else if (point == '\t') {
                shown.append("\\t");
            } else if (odd(point)) {
                for (char unit : Character.toChars(point)) {
                    shown.append("\\u").append(HexFormat.of().withUpperCase().toHexDigits(unit));
                }
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    private static boolean odd(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> point != ' ';
            default -> false;
        };
    }
}
