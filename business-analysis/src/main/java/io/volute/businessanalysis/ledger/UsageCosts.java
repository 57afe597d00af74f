package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.usage.Quantity;
import io.volute.businessanalysis.usage.Usage;
import io.volute.core.error.VoluteException;
import io.volute.core.text.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What usage costs: quantities, which are facts of runs, times the prices of their months. Each line is rounded once, half
 * to even. A month is booked when it is over.
 */
final class UsageCosts {
    /** Between the month and the rate in a line's id. */
    private static final String MARK = " usage ";

    private static final String MONTH = "[0-9]{4}-[0-9]{2}";
    /** A cost may have these words in its name; a line of usage begins with them, after its month. */
    private static final Pattern LINE =
            Pattern.compile("(?:" + MONTH + " adjustment )?" + MONTH + MARK + "([^ ]+)(?: .*)?");

    private static final int DIGITS = 2;
    private static final BigDecimal GIGA = BigDecimal.valueOf(1_000_000_000L);

    private final RateCard rates;
    private final Usage usage;
    private final Instant asOf;
    private final String currency;
    private final List<Product> products = new ArrayList<>();

    UsageCosts(RateCard rates, Usage usage, Instant asOf, String currency) {
        this.rates = rates;
        this.usage = usage;
        this.asOf = asOf;
        this.currency = currency;
        for (String name : rates.names()) {
            requireDated(name);
            for (Used used : used(rates.quantity(name))) {
                if (used.number() > 0) {
                    book(used, rates.in(used.month(), name));
                }
            }
        }
    }

    /**
     * What was used once, by whom.
     *
     * @param month in which it is paid
     * @param whose part of the line's id; empty where nobody used it alone
     * @param number how much, in rows or bytes
     * @param from where the number comes from, in words
     */
    private record Used(YearMonth month, String whose, long number, String from) {}

    /** A line, and what it is the product of. */
    private record Product(Transaction line, Book.Priced priced) {}

    /** Lines of the derived book. */
    List<Transaction> transactions() {
        return products.stream().map(Product::line).toList();
    }

    /** What they are the products of. */
    List<Book.Priced> priced() {
        return products.stream().map(Product::priced).toList();
    }

    private void requireDated(String name) {
        Quantity quantity = rates.quantity(name);
        if (!quantity.ofTraining()
                && usage.kept().stream().anyMatch(one -> one.month().isEmpty())) {
            throw new VoluteException(
                    BusinessAnalysisError.USAGE_UNDATED,
                    "business-analysis.rates: " + name + " is for " + quantity.many()
                            + ", which are counted by month, and the rows have no time (expected: a decision time, or"
                            + " rates of training only)\nfix: take it out, or declare"
                            + " data-engineering.contract.decision-time");
        }
    }

    /** Rows that were scored, by month: what 1,000 predictions cost is told by them. */
    SortedMap<YearMonth, Long> predictions() {
        SortedMap<YearMonth, Long> predictions = new TreeMap<>();
        usage.scored().forEach(one -> predictions.merge(YearMonth.parse(one.month()), one.rows(), Long::sum));
        return predictions;
    }

    /** Parts of a cost by release; none where it is not shared, the month goes on, or nobody used anything. */
    List<Shares.Share> shared(BigDecimal amount, YearMonth month, Optional<SharedCost> shared) {
        return shared.filter(how -> over(month))
                .map(how -> new Shares(usage).divide(amount, month, how))
                .orElse(List.of());
    }

    /** The name of the rate behind a line; empty for any other. */
    static Optional<String> rate(String id) {
        Matcher line = LINE.matcher(id);
        return line.matches() ? Optional.of(line.group(1)) : Optional.empty();
    }

    /** The prices. */
    RateCard rates() {
        return rates;
    }

    private List<Used> used(Quantity quantity) {
        return switch (quantity) {
            case ROW_SCORED, PREDICTION_SERVED -> scored(quantity);
            case ROW_TRAINED, ROW_X_TREE_TRAINED, ROW_X_FEATURE_TRAINED -> trained(quantity);
            case LABELLED_ROW ->
                usage.labelled().stream()
                        .filter(one -> over(YearMonth.parse(one.month())))
                        .map(one -> new Used(YearMonth.parse(one.month()), "", one.rows(), "labels known in the month"))
                        .toList();
            case GB_MONTH_STORED -> stored();
        };
    }

    private List<Used> scored(Quantity quantity) {
        return usage.scored().stream()
                .filter(one -> over(YearMonth.parse(one.month())))
                .map(one -> new Used(
                        YearMonth.parse(one.month()),
                        one.release(),
                        Shares.number(one, quantity),
                        "decisions logged under release " + one.release()))
                .toList();
    }

    private List<Used> trained(Quantity quantity) {
        return usage.trained().stream()
                .filter(one -> over(month(one.asOf())))
                .map(one -> new Used(
                        month(one.asOf()),
                        one.asOf().atZone(ZoneOffset.UTC).toLocalDate() + " " + one.candidate(),
                        switch (quantity) {
                            case ROW_X_TREE_TRAINED -> one.rowTrees();
                            case ROW_X_FEATURE_TRAINED -> one.rowFeatures();
                            default -> one.rows();
                        },
                        one.fits() + " fits of candidate " + one.candidate() + " in the turn of "
                                + one.asOf().atZone(ZoneOffset.UTC).toLocalDate()))
                .toList();
    }

    /** Bytes at the end of each month that is over: what came until then stays. */
    private List<Used> stored() {
        SortedMap<YearMonth, Long> came = new TreeMap<>();
        usage.kept().stream()
                .filter(one -> !one.month().isEmpty())
                .forEach(one -> came.merge(YearMonth.parse(one.month()), one.bytes(), Long::sum));
        usage.trained().forEach(one -> came.merge(month(one.asOf()), one.bytes(), Long::sum));
        List<Used> stored = new ArrayList<>();
        long bytes = 0;
        if (!came.isEmpty()) {
            for (YearMonth month = came.firstKey(); over(month); month = month.plusMonths(1)) {
                bytes += came.getOrDefault(month, 0L);
                stored.add(new Used(month, "", bytes, "rows and models kept at the end of the month"));
            }
        }
        return stored;
    }

    private void book(Used used, RateSpec rate) {
        BigDecimal amount = amount(used.number(), rate);
        String text = product(used, rate) + " = " + Numbers.amount(amount, currency);
        List<Shares.Share> parts = shared(amount, used.month(), rate.shared());
        if (parts.isEmpty()) {
            line(used, rate, used.whose(), amount, text, Optional.empty());
        }
        parts.forEach(part ->
                line(used, rate, part.release(), part.amount(), text + ", " + part.words(), Optional.of(part.words())));
    }

    private void line(Used used, RateSpec rate, String whose, BigDecimal amount, String text, Optional<String> share) {
        if (amount.signum() == 0) {
            return;
        }
        String kind = Accounts.name(rate.account());
        String id = used.month() + MARK + rate.name() + (whose.isEmpty() ? "" : " " + whose);
        products.add(new Product(
                Transaction.of(id, used.month().toString(), kind, "", text, "cost." + kind, "clearing." + kind, amount),
                new Book.Priced(
                        id,
                        plain(used.number(), rate.per().quantity()) + " " + words(used.number(), rate),
                        rate.amount().toPlainString() + " " + rate.currency() + " per " + rate.per(),
                        share,
                        amount)));
    }

    private static String words(long number, RateSpec rate) {
        Quantity quantity = rate.per().quantity();
        return number == 1 ? quantity.one() : quantity.many();
    }

    private static String plain(long number, Quantity quantity) {
        return quantity == Quantity.GB_MONTH_STORED
                ? BigDecimal.valueOf(number, 9).stripTrailingZeros().toPlainString()
                : Long.toString(number);
    }

    /** Quantity times price, with where both come from. */
    private String product(Used used, RateSpec rate) {
        Quantity quantity = rate.per().quantity();
        return number(used.number(), quantity) + " " + words(used.number(), rate) + " ("
                + used.from() + ") x " + rate.amount().toPlainString() + " " + rate.currency() + " per " + rate.per()
                + rate.exchange()
                        .filter(exchange -> !rate.currency().equals(currency))
                        .map(exchange -> " x " + exchange.rate().toPlainString() + " " + currency + "/"
                                + rate.currency() + " of " + exchange.on() + ", " + exchange.source())
                        .orElse("")
                + " (rate " + rate.name() + " from " + rate.from() + ", " + rate.source() + ")";
    }

    private static String number(long number, Quantity quantity) {
        return quantity == Quantity.GB_MONTH_STORED ? plain(number, quantity) : Numbers.count(number);
    }

    private BigDecimal amount(long number, RateSpec rate) {
        BigDecimal exchange = BigDecimal.ONE;
        if (!rate.currency().equals(currency)) {
            exchange = rate.exchange()
                    .map(Posting.Exchange::rate)
                    .orElseThrow(() -> new VoluteException(
                            BusinessAnalysisError.CURRENCY_MIXED,
                            "business-analysis.rates: " + rate.name() + " from " + rate.from() + " is in "
                                    + rate.currency() + ", the books in " + currency + " (expected: " + currency
                                    + ", or a dated rate)\nfix: exchange: {rate: 0.92, on: " + rate.from()
                                    + ", source: whose rate it is}"));
        }
        BigDecimal per = rate.per().count();
        return BigDecimal.valueOf(number)
                .multiply(rate.amount())
                .multiply(exchange)
                .divide(
                        rate.per().quantity() == Quantity.GB_MONTH_STORED ? per.multiply(GIGA) : per,
                        DIGITS,
                        RoundingMode.HALF_EVEN);
    }

    private boolean over(YearMonth month) {
        return new BookMonth(month).isOverAt(asOf);
    }

    private static YearMonth month(Instant at) {
        return Calendar.month(at);
    }
}
