package io.volute.businessanalysis.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the books come to by now.
 *
 * @param currency ISO code
 * @param since first month of the books
 * @param cost spent
 * @param value earned, grades A and B
 * @param netLow lower end of value minus cost, 95 %
 * @param netHigh upper end
 * @param loss chance that value is below cost; absent while no effect can be told
 * @param breakEven when the net value first reaches 0, as booked, else as foreseen; absent where neither says it
 */
public record Standing(
        String currency,
        String since,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal cost,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal value,
        Optional<Double> netLow,
        Optional<Double> netHigh,
        Optional<Double> loss,
        Optional<PaidBack> breakEven) {
    /** Where nothing says when it pays back. */
    public Standing(
            String currency,
            String since,
            BigDecimal cost,
            BigDecimal value,
            Optional<Double> netLow,
            Optional<Double> netHigh,
            Optional<Double> loss) {
        this(currency, since, cost, value, netLow, netHigh, loss, Optional.empty());
    }

    /**
     * Months; an absent one lies after the last.
     *
     * @param low one path in ten is there by then
     * @param median half of them
     * @param high nine in ten
     * @param by the last month that was looked at
     */
    public record PaidBack(Optional<String> low, Optional<String> median, Optional<String> high, String by) {}

    /** The same with the break-even of a book. */
    Standing with(Book book) {
        if (book.months().isEmpty()) {
            return this;
        }
        Book.BreakEvenMonths booked = book.breakEven();
        String last = book.months().get(book.months().size() - 1).month();
        Optional<PaidBack> foreseen = book.forecast()
                .flatMap(Foreseen::later)
                .filter(later -> booked.median().isEmpty())
                .map(later -> paidBack(later.breakEven(), later.horizon()));
        return new Standing(
                currency,
                since,
                cost,
                value,
                netLow,
                netHigh,
                loss,
                foreseen.or(() -> Optional.of(paidBack(booked, last)).filter(known -> booked.probability() > 0)));
    }

    private static PaidBack paidBack(Book.BreakEvenMonths months, String by) {
        return new PaidBack(months.low(), months.median(), months.high(), by);
    }
}
