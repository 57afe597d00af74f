package io.volute.businessanalysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.effect.Story;
import io.volute.businessanalysis.usage.Usage;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.FigureLine;
import io.volute.core.stage.ReportedFigure;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** BA07: books that know only what was counted and what it costs. */
class PricedBooksTest {
    private static final Usage USAGE = new Usage(
            List.of(new Usage.Scored("2026-05", "r1", 2_000, 0), new Usage.Scored("2026-06", "r1", 3_000, 0)),
            List.of(),
            List.of(),
            List.of());

    private final MemoryStepContext context = new MemoryStepContext();

    private KeepBooks.Output keep(RateSpec... rates) {
        return new KeepBooks(through -> HandStore.Known.nothing())
                .run(
                        new KeepBooks.Input(
                                List.of(),
                                1_000,
                                Optional.empty(),
                                context.write(Challenges.class, new Challenges(List.of())),
                                Optional.empty(),
                                context.write(Objective.class, Story.OBJECTIVE),
                                Optional.empty(),
                                new TreeMap<>(),
                                new TreeMap<>(),
                                Optional.of(context.write(AsOf.class, new AsOf(Instant.parse("2026-07-01T00:00:00Z")))),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(List.of(rates)),
                                Optional.of(new TreeMap<>(Map.of("metered", context.write(Usage.class, USAGE)))),
                                1),
                        context);
    }

    @Test
    void booksUsageWhereNobodyDecidesAndNobodyPosted() {
        KeepBooks.Output output = keep(RateCardTest.rate("gpu", "1000 rows scored", "0.50", "2026-01-01", null));
        Book book = context.load(Book.class, output.ledger().orElseThrow());
        assertThat(book.currency()).isEqualTo("EUR");
        assertThat(book.cost()).isEqualByComparingTo("2.50");
        assertThat(book.months())
                .extracting(Book.Month::cost)
                .containsExactly(new BigDecimal("1.00"), new BigDecimal("1.50"));
        assertThat(output.standing().orElseThrow().cost()).isEqualByComparingTo("2.50");
        KeepBooks.Output again = keep(RateCardTest.rate("gpu", "1000 rows scored", "0.50", "2026-01-01", null));
        assertThat(again.transactions()).isEqualTo(output.transactions());
        assertThat(context.load(Book.class, again.ledger().orElseThrow())).isEqualTo(book);
    }

    @Test
    void showsQuantityAndRateOfALineUnlessItsMonthKeepsAnotherAmount() {
        KeepBooks.Output output = keep(RateCardTest.rate("gpu", "1000 rows scored", "0.50", "2026-01-01", null));
        Book book = context.load(Book.class, output.ledger().orElseThrow());
        HandBook posted = AccrualsTest.book(new Posting.Cost(
                "c-118",
                "home-rank",
                BookMonth.parse("2026-06"),
                CostSpec.Kind.TRAIN,
                Optional.empty(),
                Optional.of(Amount.parse("41.5 cpu_h")),
                Optional.of(Amount.parse("0.06 EUR")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        List<Transaction> lines = List.of(
                output.transactions().get(0),
                Transaction.of(
                        "2026-06 usage gpu r1",
                        "2026-06",
                        "serve",
                        "",
                        "",
                        "cost.serve",
                        "clearing.serve",
                        BigDecimal.TEN));
        assertThat(Ledgers.view("p", Instant.EPOCH, posted, lines, Optional.of(book), List.of())
                        .transactions())
                .extracting(LedgerView.Line::id, LedgerView.Line::usage)
                .containsExactly(
                        tuple(
                                "2026-05 usage gpu r1",
                                Optional.of(new LedgerView.Usage(
                                        "2000 rows scored", "0.50 EUR per 1000 rows scored", Optional.empty()))),
                        tuple("2026-06 usage gpu r1", Optional.empty()),
                        tuple("c-118", Optional.of(new LedgerView.Usage("41.5 cpu_h", "0.06 EUR", Optional.empty()))));
    }

    @Test
    void tellsWhatAThousandPredictionsCost() {
        KeepBooks.Output output = keep(RateCardTest.rate("gpu", "1000 rows scored", "0.50", "2026-01-01", null));
        Maturity.Quarter quarter = context.load(
                        Maturity.class, output.maturity().orElseThrow())
                .quarters()
                .get(0);
        assertThat(quarter.predictions()).isEqualTo(5_000);
        assertThat(quarter.computePerThousand().orElseThrow()).isCloseTo(.5, within(1e-12));
    }

    @Test
    void leadsFromTheFigureOfARateToItsPricesAndLines() {
        KeepBooks.Output output = keep(RateCardTest.rate("gpu", "1000 rows scored", "0.50", "2026-01-01", null));
        assertThat(output.figures())
                .extracting(ReportedFigure::id, ReportedFigure::text)
                .containsExactly(tuple("cost.gpu", "2.50 \u20ac"));
        assertThat(output.lines())
                .filteredOn(line -> line.figures().contains("cost.gpu"))
                .extracting(FigureLine::kind, FigureLine::id)
                .containsExactlyInAnyOrder(
                        tuple("RATE", "gpu"),
                        tuple("LEDGER", "2026-05 usage gpu r1"),
                        tuple("LEDGER", "2026-06 usage gpu r1"));
        assertThat(output.lines())
                .filteredOn(line -> line.kind().equals("LEDGER"))
                .allSatisfy(line -> assertThat(line.figures()).contains("roi.cost", "cost.gpu"));
    }

    @Test
    void refusesAMonthWithUsageAndWithoutAPrice() {
        assertThatThrownBy(() -> keep(RateCardTest.rate("gpu", "1000 rows scored", "0.50", "2026-01-01", "2026-05-31")))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.NO_RATE))
                .hasMessageContaining("no price gpu for rows scored in 2026-06: the last one ended 2026-05-31");
    }
}
