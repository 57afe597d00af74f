package io.volute.businessanalysis.ledger;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;

/**
 * All lines of the books.
 *
 * @param derived computed, with what closed months keep
 * @param posted by hand
 */
record Lines(List<Transaction> derived, List<HandBook.Booked> posted) {
    Lines {
        derived = List.copyOf(derived);
        posted = List.copyOf(posted);
    }

    /** A line by what it books. */
    record Sides(YearMonth month, List<Transaction.Posting> sides) {}

    List<Sides> all() {
        return Stream.concat(
                        derived.stream().map(line -> new Sides(YearMonth.parse(line.month()), line.postings())),
                        posted.stream().map(line -> new Sides(line.period().month(), line.postings())))
                .toList();
    }

    /** Earned by an estimate with a grade that counts, by its own lines and by posted ones. */
    BigDecimal earned(String estimate) {
        return Stream.concat(
                        derived.stream()
                                .filter(line -> line.id().endsWith(" benefit " + estimate))
                                .map(Transaction::postings),
                        posted.stream()
                                .filter(line ->
                                        line.estimate().filter(estimate::equals).isPresent())
                                .map(HandBook.Booked::postings))
                .map(Accounts::headline)
                .reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    List<YearMonth> months() {
        return all().stream().map(Sides::month).toList();
    }
}
