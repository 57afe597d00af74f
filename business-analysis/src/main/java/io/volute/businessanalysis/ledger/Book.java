package io.volute.businessanalysis.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.volute.core.contract.scoping.Forecast;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The book as it stands: derived anew from costs and effects, so that a better estimate restates earlier months.
 *
 * @param currency ISO code
 * @param months all months, oldest first
 * @param cost spent by now
 * @param benefit saved by now by the decisions that the model took; a refusal while no effect is known
 * @param net benefit minus cost by now
 * @param breakEven when cumulative benefit reaches cumulative cost
 * @param basis in words, what the benefit rests on
 * @param verified of the benefit, what units kept apart have confirmed; absent where nothing has been
 * @param forecast the scope's forecast held against it; absent without one
 * @param estimates what experiments on the objective's metric give by themselves; absent where none has shipped
 * @param priced what lines of usage are the product of; absent where nothing has a price
 */
public record Book(
        String currency,
        List<Month> months,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal cost,
        Figure benefit,
        Figure net,
        BreakEvenMonths breakEven,
        String basis,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Optional<BigDecimal> verified,
        Optional<Foreseen> forecast,
        Optional<List<Shipped>> estimates,
        Optional<List<Priced>> priced) {
    /** Copies. */
    public Book {
        months = List.copyOf(months);
        estimates = estimates.map(List::copyOf);
        priced = priced.map(List::copyOf);
    }

    /** Without a forecast, and without estimates of its own. */
    public Book(
            String currency,
            List<Month> months,
            BigDecimal cost,
            Figure benefit,
            Figure net,
            BreakEvenMonths breakEven,
            String basis,
            Optional<BigDecimal> verified) {
        this(
                currency,
                months,
                cost,
                benefit,
                net,
                breakEven,
                basis,
                verified,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same held against a forecast. */
    Book against(Forecast expected, Instant asOf) {
        return with(new AgainstForecast(expected, this, asOf).foreseen(), estimates, priced);
    }

    /** The same with estimates, and with what lines of usage are made of. */
    Book with(List<Shipped> shipped, List<Priced> products) {
        return with(
                forecast,
                Optional.of(shipped).filter(all -> !all.isEmpty()),
                Optional.of(products).filter(all -> !all.isEmpty()));
    }

    private Book with(Optional<Foreseen> held, Optional<List<Shipped>> shipped, Optional<List<Priced>> products) {
        return new Book(currency, months, cost, benefit, net, breakEven, basis, verified, held, shipped, products);
    }

    /**
     * A month.
     *
     * @param month {@code 2000-03}
     * @param cost spent in it
     * @param cumulativeCost spent until its end
     * @param decidedByModel decisions with known outcome that the model took in it
     * @param benefit booked for it
     * @param net cumulative net value at its end, 95 %
     * @param inner the same, 80 %
     */
    public record Month(
            String month,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal cost,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal cumulativeCost,
            long decidedByModel,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal benefit,
            Optional<Estimate> net,
            Optional<Estimate> inner) {}

    /**
     * What a line of usage is the product of.
     *
     * @param line its id
     * @param quantity what was counted, {@code 4321 rows scored}
     * @param rate price of the month, {@code 0.06 EUR per 1000 rows scored}
     * @param share of a shared line, the part that its release used, in words; absent where it bears all of it
     * @param amount of the line
     */
    public record Priced(
            String line,
            String quantity,
            String rate,
            Optional<String> share,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount) {}

    /**
     * Months in which the net value first reaches 0; absent means not yet.
     *
     * @param low one path in ten is there by then
     * @param median half of the paths are there
     * @param high nine paths in ten are there
     * @param probability share of the paths that are there by now
     */
    public record BreakEvenMonths(
            Optional<String> low, Optional<String> median, Optional<String> high, double probability) {}
}
