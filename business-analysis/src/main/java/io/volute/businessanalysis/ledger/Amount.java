package io.volute.businessanalysis.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.volute.core.error.Excerpt;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with its unit, written {@code 31200.00 EUR} or {@code 41.5 cpu_h}.
 *
 * @param value the number as written
 * @param unit a currency, or what is counted
 */
public record Amount(BigDecimal value, String unit) {
    private static final Pattern FORM =
            Pattern.compile("(-?[0-9]{1,15}(?:\\.[0-9]{1,12})?) ([A-Za-z$€£¥][A-Za-z0-9_]{0,20})");

    /**
     * Reads a number, a space and a unit.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    @JsonCreator
    public static Amount parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "amount: " + Excerpt.of(text) + " (expected: a number and its unit, such as 31200.00 EUR)");
        }
        return new Amount(new BigDecimal(matcher.group(1)), matcher.group(2));
    }

    /** As written. */
    @Override
    @JsonValue
    public String toString() {
        return value.toPlainString() + " " + unit;
    }
}
