package io.volute.businessanalysis.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.List;

/**
 * A booking: at least two postings that add up to 0.
 *
 * @param id unique in the book, for example {@code 2000-03 benefit 1f2e…}
 * @param month the month that it belongs to
 * @param kind kind of cost in lower case, or {@code benefit}
 * @param grade how well a benefit is known: {@code A} by a comparison on rows that no compared model saw; empty for a cost
 * @param text for the reader
 * @param postings debit positive, credit negative
 */
public record Transaction(String id, String month, String kind, String grade, String text, List<Posting> postings) {
    /** Checks the balance. */
    public Transaction {
        postings = List.copyOf(postings);
        BigDecimal sum = postings.stream().map(Posting::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (postings.size() < 2 || sum.signum() != 0) {
            throw new IllegalArgumentException("transaction " + id + ": " + postings.size() + " postings, sum "
                    + sum.toPlainString() + " (expected: two or more that add up to 0)");
        }
    }

    /**
     * One side.
     *
     * @param account for example {@code cost.serve}
     * @param amount in the book's currency, two digits
     */
    public record Posting(
            String account,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount) {}

    static Transaction of(
            String id,
            String month,
            String kind,
            String grade,
            String text,
            String debit,
            String credit,
            BigDecimal amount) {
        return new Transaction(
                id,
                month,
                kind,
                grade,
                text,
                List.of(new Posting(debit, amount), new Posting(credit, amount.negate())));
    }
}
