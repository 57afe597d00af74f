package io.volute.businessanalysis.ledger;

import io.volute.core.artifact.Digest;
import io.volute.core.stage.FigureLine;
import io.volute.core.stage.ReportedFigure;
import io.volute.core.text.Numbers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What each rate came to, and the prices under it; the lines that it counts in say quantity times price. */
final class ShownRates {
    private final RateCard rates;
    private final Lines lines;
    private final String currency;

    ShownRates(RateCard rates, Lines lines, String currency) {
        this.rates = rates;
        this.lines = lines;
        this.currency = currency;
    }

    /** The figure of the rate behind a line of the books. */
    static Optional<String> figure(String line) {
        return UsageCosts.rate(line).map(ShownRates::named);
    }

    /** A figure for each rate. */
    List<ReportedFigure> figures(Digest book) {
        return rates.names().stream()
                .map(name -> new ReportedFigure(
                        named(name),
                        "Cost of " + name,
                        Numbers.amount(spent(name), currency),
                        "quantity x price of its month, each line rounded once; "
                                + rates.quantity(name).many() + " are counted, never measured in time",
                        "business-analysis.ledger",
                        "ledger",
                        book.toString()))
                .toList();
    }

    /** The prices. */
    List<FigureLine> lines() {
        return rates.rates().stream()
                .map(rate -> new FigureLine(
                        "RATE",
                        rate.name(),
                        rate.amount().toPlainString() + " " + rate.currency() + " per " + rate.per() + " from "
                                + rate.from()
                                + rate.until().map(last -> " to " + last).orElse("") + ", "
                                + rate.source(),
                        List.of(named(rate.name()))))
                .toList();
    }

    private BigDecimal spent(String rate) {
        return lines.derived().stream()
                .filter(line -> UsageCosts.rate(line.id()).filter(rate::equals).isPresent())
                .map(line -> Accounts.cost(line.postings()))
                .reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    private static String named(String rate) {
        return "cost." + rate;
    }
}
