package io.volute.core.text;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * Numbers as people read them: thousands separators, units always, shares in percent, three significant digits unless
 * more are known, an estimate never without its interval. Stateless.
 */
public final class Numbers {
    private static final Map<String, String> SIGNS = Map.of("USD", "$", "EUR", "€", "GBP", "£");
    private static final MathContext THREE = new MathContext(3, RoundingMode.HALF_EVEN);

    private Numbers() {}

    /** A count: {@code 7,213}. */
    public static String count(long value) {
        return format("#,##0", BigDecimal.valueOf(value));
    }

    /** An amount that is known: {@code 45,500 $}, {@code 0.25 $}. */
    public static String amount(BigDecimal value, String currency) {
        BigDecimal cents = value.setScale(2, RoundingMode.HALF_EVEN);
        return format(cents.stripTrailingZeros().scale() > 0 ? "#,##0.00" : "#,##0", cents) + " " + sign(currency);
    }

    /** An estimated amount: three significant digits, whole from 10 on: {@code 612 $}, {@code 76,000 $}. */
    public static String money(double value, String currency) {
        return rounded(value) + " " + sign(currency);
    }

    /** As {@link #money} without the sign, for the ends of intervals. */
    public static String rounded(double value) {
        BigDecimal three = BigDecimal.valueOf(value).round(THREE);
        BigDecimal shown = three.abs().compareTo(BigDecimal.TEN) < 0
                ? three.setScale(1, RoundingMode.HALF_EVEN)
                : three.setScale(0, RoundingMode.HALF_EVEN);
        return format(shown.stripTrailingZeros().scale() > 0 ? "#,##0.0" : "#,##0", shown);
    }

    /** The ends of an interval, with equal decimals: {@code 9 … 102}. */
    public static String range(double low, double high) {
        boolean whole = Math.max(Math.abs(low), Math.abs(high)) >= 10;
        return (whole ? rounded(Math.rint(low)) : rounded(low)) + " … "
                + (whole ? rounded(Math.rint(high)) : rounded(high));
    }

    /** The interval of an estimate as {@link #range(double, double)}. */
    public static String range(Estimate estimate) {
        return range(estimate.low(), estimate.high());
    }

    /** A number without a unit: {@code 0.288}. */
    public static String plain(double value) {
        return format("#,##0.###", BigDecimal.valueOf(value).round(THREE));
    }

    /** A number that may be small, with three significant digits: {@code 0.000288}. */
    public static String fine(double value) {
        return Math.abs(value) >= .01 || value == 0
                ? plain(value)
                : format("0.#########", BigDecimal.valueOf(value).round(THREE));
    }

    /** A share: {@code 21 %}, below ten percent with one more digit: {@code 0.4 %}. */
    public static String percent(double share) {
        BigDecimal points = BigDecimal.valueOf(share * 100);
        return format(points.abs().doubleValue() < 9.95 ? "0.#" : "#,##0", points) + " %";
    }

    /** The symbol that follows an amount: {@code $} for {@code USD}, else the code itself. */
    public static String sign(String currency) {
        return SIGNS.getOrDefault(currency, currency);
    }

    /** {@code 743 $ (95 %: 685 … 801)}, or the refusal in words. */
    public static String money(Figure figure, String currency) {
        return figure(figure, value -> money(value, currency), Numbers::range);
    }

    /** {@code 0.786 (95 %: 0.75 … 0.81)}, or the refusal in words. */
    public static String plain(Figure figure) {
        return figure(figure, Numbers::plain, found -> plain(found.low()) + " … " + plain(found.high()));
    }

    /** {@code 0.00786 (95 %: 0.0075 … 0.0081)}, or the refusal in words. */
    public static String fine(Figure figure) {
        return figure(figure, Numbers::fine, found -> fine(found.low()) + " … " + fine(found.high()));
    }

    /** {@code 21 % (95 %: 16 % … 27 %)}, or the refusal in words. */
    public static String percent(Figure figure) {
        return figure(figure, Numbers::percent, found -> percent(found.low()) + " … " + percent(found.high()));
    }

    private static String figure(Figure figure, DoubleFunction<String> estimate, Function<Estimate, String> range) {
        if (figure instanceof Estimate found) {
            return estimate.apply(found.estimate()) + " (95 %: " + range.apply(found) + ")";
        }
        return "not enough data (" + ((Refused) figure).message() + ")";
    }

    private static String format(String pattern, BigDecimal value) {
        var format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        String text = format.format(value);
        return text.equals("-0") ? "0" : text;
    }
}
