package io.volute.businessanalysis.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.businessanalysis.ledger.Book;
import io.volute.core.contract.scoping.Objective;
import io.volute.statistics.Refused;
import java.math.BigDecimal;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Money that has not come back within the horizon is a reason to scope again, and not a month before. */
class LateBreakEvenTest {
    private static Causes causes(String horizon) {
        return new Causes(
                new Objective(
                        "save",
                        "ops",
                        "cost per strike",
                        "strike",
                        "damage",
                        "inspect",
                        -.1,
                        Period.parse(horizon),
                        List.of()),
                Optional.empty());
    }

    private static Book book(int months, double paidBack) {
        var none = new Refused("no-effect", "none", "wait");
        return new Book(
                "USD",
                IntStream.range(0, months)
                        .mapToObj(month -> new Book.Month(
                                YearMonth.of(2000, 1).plusMonths(month).toString(),
                                BigDecimal.TEN,
                                BigDecimal.TEN,
                                0,
                                BigDecimal.ZERO,
                                Optional.empty(),
                                Optional.empty()))
                        .toList(),
                BigDecimal.TEN,
                none,
                none,
                new Book.BreakEvenMonths(Optional.empty(), Optional.empty(), Optional.empty(), paidBack),
                "",
                Optional.empty());
    }

    private static List<String> found(String horizon, Book book) {
        Causes causes = causes(horizon);
        causes.book(book);
        return causes.found().stream().map(one -> one.cause()).toList();
    }

    @Test
    void isRaisedOnceTheHorizonIsOverHoweverItIsWritten() {
        for (String half : List.of("P6M", "P180D")) {
            assertThat(found(half, book(6, .1))).as(half).isEmpty();
            assertThat(found(half, book(7, .1))).as(half).containsExactly("late-break-even");
            assertThat(found(half, book(7, .6))).as(half).isEmpty();
        }
    }
}
