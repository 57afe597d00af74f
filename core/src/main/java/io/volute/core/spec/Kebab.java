package io.volute.core.spec;

import java.util.Locale;

/** Names of record components as people write them: {@code learningRate} is {@code learning-rate}. */
public final class Kebab {
    private Kebab() {}

    /** A hyphen before each capital letter, all lower case; {@code UPPER_SNAKE} becomes {@code upper-snake}. */
    public static String of(String name) {
        if (name.equals(name.toUpperCase(Locale.ROOT))) {
            return name.toLowerCase(Locale.ROOT).replace('_', '-');
        }
        StringBuilder kebab = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (Character.isUpperCase(letter) && i > 0) {
                kebab.append('-');
            }
            kebab.append(Character.toLowerCase(letter));
        }
        return kebab.toString();
    }
}
