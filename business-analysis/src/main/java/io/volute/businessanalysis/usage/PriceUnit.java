package io.volute.businessanalysis.usage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a price is for: {@code row scored}, {@code 1000 labelled rows}, {@code 1e6 rows x trees trained}.
 *
 * @param count how many, above 0
 * @param quantity of what
 */
public record PriceUnit(BigDecimal count, Quantity quantity) {
    private static final Pattern FORM =
            Pattern.compile("(?:([0-9][0-9,]{0,20}(?:\\.[0-9]{1,9})?(?:[eE][0-9]{1,2})?)\\s+)?(\\D.*)");
    private static final List<Map.Entry<String, BigDecimal>> WORDS = List.of(
            Map.entry("thousand ", BigDecimal.valueOf(1_000)), Map.entry("million ", BigDecimal.valueOf(1_000_000)));

    /** Checks the count. */
    public PriceUnit {
        if (count.signum() <= 0) {
            throw new IllegalArgumentException("per: " + count.toPlainString() + " (expected: above 0)");
        }
        // 1e6 is 1000000, however it was written.
        count = count.stripTrailingZeros();
        count = count.setScale(Math.max(0, count.scale()));
    }

    /**
     * Reads a number, where one stands, and a quantity in words.
     *
     * @throws IllegalArgumentException naming the nearest quantity
     */
    @JsonCreator
    public static PriceUnit parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw unknown(text, text);
        }
        BigDecimal count = Optional.ofNullable(form.group(1))
                .map(number -> new BigDecimal(number.replace(",", "")))
                .orElse(BigDecimal.ONE);
        String words = form.group(2)
                .toLowerCase(Locale.ROOT)
                .replace('×', 'x')
                .replace('*', 'x')
                .replaceAll("\\s+", " ");
        for (Map.Entry<String, BigDecimal> word : WORDS) {
            if (words.startsWith(word.getKey())) {
                count = count.multiply(word.getValue());
                words = words.substring(word.getKey().length());
            }
        }
        Quantity quantity = known().get(words);
        if (quantity == null) {
            throw unknown(text, words);
        }
        return new PriceUnit(count, quantity);
    }

    private static Map<String, Quantity> known() {
        Map<String, Quantity> known = new TreeMap<>();
        for (Quantity quantity : Quantity.values()) {
            quantity.forms().forEach(form -> known.put(form.toLowerCase(Locale.ROOT), quantity));
        }
        return known;
    }

    private static IllegalArgumentException unknown(String text, String words) {
        return new IllegalArgumentException("per: " + Excerpt.of(text)
                + " (expected one of: " + String.join(", ", Quantity.known())
                + "; with a number before it where the price is for more than one, such as 1000 rows scored)"
                + Nearest.of(words, known().keySet())
                        .map(known()::get)
                        .map(near -> ". Did you mean " + near.one() + "?")
                        .orElse(""));
    }

    /** As written. */
    @Override
    @JsonValue
    public String toString() {
        return count.compareTo(BigDecimal.ONE) == 0
                ? quantity.one()
                : count.stripTrailingZeros().toPlainString() + " " + quantity.many();
    }
}
