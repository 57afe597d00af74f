package io.volute.core.table;

import java.nio.charset.StandardCharsets;

/** Ids, 16 lower-case hexadecimal digits, and the 64 bits that they stand for; both are ordered alike. */
final class HexText {
    private static final int DIGITS = 16;
    private static final int BITS = 4;

    private HexText() {}

    static boolean isId(String text) {
        if (text.length() != DIGITS) {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    static long bits(String id) {
        return Long.parseUnsignedLong(id, 1 << BITS);
    }

    static String of(long bits) {
        byte[] digits = new byte[DIGITS];
        for (int i = 0; i < DIGITS; i++) {
            digits[i] = (byte) "0123456789abcdef".charAt((int) (bits >>> ((DIGITS - 1 - i) * BITS)) & 0xF);
        }
        return new String(digits, StandardCharsets.ISO_8859_1);
    }
}
