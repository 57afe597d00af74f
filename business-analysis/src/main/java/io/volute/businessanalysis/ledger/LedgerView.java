package io.volute.businessanalysis.ledger;

import io.volute.statistics.Figure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The books at a date: derived lines and lines posted by hand.
 *
 * @param currency in which they are kept; empty while nothing is booked
 * @param asOf what was known by then
 * @param periods months without a gap, oldest first
 * @param transactions by period and id
 * @param roi net value over cost
 * @param breakEven when the net value first reaches 0
 * @param restated lines that the newest derivation gives otherwise than the one before
 * @param pending rows posted by hand that the derived book has not read yet
 * @param forecast the scope's forecast held against the books; absent without one, or while postings are pending
 * @param estimates what experiments on the objective's metric give by themselves
 */
public record LedgerView(
        String currency,
        Instant asOf,
        List<Period> periods,
        List<Line> transactions,
        Figure roi,
        Optional<Book.BreakEvenMonths> breakEven,
        List<Restated> restated,
        boolean pending,
        Optional<Foreseen> forecast,
        List<Shipped> estimates) {
    /** Copies. */
    public LedgerView {
        periods = List.copyOf(periods);
        transactions = List.copyOf(transactions);
        restated = List.copyOf(restated);
        estimates = List.copyOf(estimates);
    }

    /**
     * A month.
     *
     * @param period the month
     * @param cost spent in it
     * @param benefit earned in it by grade, all four
     * @param net grades A and B minus cost
     * @param cumulative the sum of net until its end
     * @param low of the cumulative, 95 %; absent while it is not known
     * @param high likewise
     * @param closed whether nobody changes it any more
     */
    public record Period(
            BookMonth period,
            BigDecimal cost,
            SortedMap<Grade, BigDecimal> benefit,
            BigDecimal net,
            BigDecimal cumulative,
            Optional<Double> low,
            Optional<Double> high,
            boolean closed) {}

    /**
     * A transaction.
     *
     * @param id in the books
     * @param period in which it is booked
     * @param initiative what it is for
     * @param kind kind of cost, or benefit
     * @param grade of a benefit
     * @param state of the estimate behind a benefit
     * @param postings its sides
     * @param source where it comes from
     * @param reverses what it takes back
     * @param usage what it is the product of; absent where it is none
     */
    public record Line(
            String id,
            BookMonth period,
            String initiative,
            String kind,
            Optional<Grade> grade,
            Optional<EstimateState> state,
            List<Transaction.Posting> postings,
            String source,
            Optional<String> reverses,
            Optional<Usage> usage) {
        /** Copies. */
        public Line {
            postings = List.copyOf(postings);
        }
    }

    /**
     * A quantity and its price.
     *
     * @param quantity with its unit, {@code 4321 rows scored}
     * @param rate price of one, or of as many as it says
     * @param share of a shared line, the part that its release used, in words; absent where it bears all of it
     */
    public record Usage(String quantity, String rate, Optional<String> share) {}

    /**
     * A line whose amount is another one than in the derivation before.
     *
     * @param id of the line
     * @param period in which it is booked
     * @param before its amount then; 0 where there was none
     * @param after its amount now; 0 where there is none
     */
    public record Restated(String id, BookMonth period, BigDecimal before, BigDecimal after) {}
}
