package io.volute.dataengineering.contract;

import io.volute.core.table.Column;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Reads the plainest forms of values from characters, without making a text of them: what nearly every value of a file
 * has. Whatever is longer or odd is left to {@link ValueType#append}, which gives the same values for these.
 */
final class ShortForms {
    /** So many digits neither overflow a long nor are more than a double holds exactly. */
    private static final int DIGITS = 15;

    private static final int DAY = 10;
    private static final int MOMENT = 20;
    private static final double[] TENS = new double[DIGITS + 1];

    static {
        TENS[0] = 1;
        for (int i = 1; i < TENS.length; i++) {
            TENS[i] = TENS[i - 1] * 10;
        }
    }

    private ShortForms() {}

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Behind the whole part of a number without a leading zero; -1 when there is none. */
    private static int behindWhole(char[] text, int from, int to) {
        int at = from;
        while (at < to && isDigit(text[at])) {
            at++;
        }
        return at == from || (text[from] == '0' && at - from > 1) ? -1 : at;
    }

    static boolean whole(Column.Builder builder, char[] text, int from, int to) {
        boolean negative = from < to && text[from] == '-';
        int start = negative ? from + 1 : from;
        if (to - start > DIGITS || behindWhole(text, start, to) != to) {
            return false;
        }
        long value = digits(text, start, to);
        builder.add(negative ? -value : value);
        return true;
    }

    /** Digits with a point: a whole number over a power of ten, both exact, so that the quotient is the nearest double. */
    static boolean decimal(Column.Builder builder, char[] text, int from, int to) {
        boolean negative = from < to && text[from] == '-';
        int start = negative ? from + 1 : from;
        int point = behindWhole(text, start, to);
        if (point < 0 || to - start > DIGITS) {
            return false;
        }
        double value = digits(text, start, point);
        if (point < to) {
            if (text[point] != '.' || point + 1 == to) {
                return false;
            }
            for (int i = point + 1; i < to; i++) {
                if (!isDigit(text[i])) {
                    return false;
                }
            }
            int decimals = to - point - 1;
            long all = digits(text, start, point) * (long) TENS[decimals] + digits(text, point + 1, to);
            value = all / TENS[decimals];
        }
        builder.add(negative ? -value : value);
        return true;
    }

    static boolean day(Column.Builder builder, char[] text, int from, int to) {
        if (to - from != DAY || !isDay(text, from)) {
            return false;
        }
        builder.add(epochDay(text, from));
        return true;
    }

    static boolean moment(Column.Builder builder, char[] text, int from, int to) {
        if (to - from != MOMENT || !isDay(text, from) || !isTime(text, from + DAY)) {
            return false;
        }
        long hours = epochDay(text, from) * 24 + digits(text, from + 11, from + 13);
        long seconds = (hours * 60 + digits(text, from + 14, from + 16)) * 60 + digits(text, from + 17, from + 19);
        builder.add(seconds * 1_000_000);
        return true;
    }

    private static boolean isDay(char[] text, int from) {
        return fits(text, from, "dddd-dd-dd") && exists(text, from);
    }

    private static boolean exists(char[] text, int from) {
        long month = digits(text, from + 5, from + 7);
        long day = digits(text, from + 8, from + 10);
        return month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28
                        || YearMonth.of((int) digits(text, from, from + 4), (int) month)
                                .isValidDay((int) day));
    }

    private static boolean isTime(char[] text, int from) {
        return fits(text, from, "Tdd:dd:ddZ")
                && digits(text, from + 1, from + 3) < 24
                && digits(text, from + 4, from + 6) < 60
                && digits(text, from + 7, from + 9) < 60;
    }

    private static boolean fits(char[] text, int from, String form) {
        for (int i = 0; i < form.length(); i++) {
            char wanted = form.charAt(i);
            if (wanted == 'd' ? !isDigit(text[from + i]) : text[from + i] != wanted) {
                return false;
            }
        }
        return true;
    }

    private static long epochDay(char[] text, int from) {
        return LocalDate.of((int) digits(text, from, from + 4), (int) digits(text, from + 5, from + 7), (int)
                        digits(text, from + 8, from + 10))
                .toEpochDay();
    }

    private static long digits(char[] text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }
}
