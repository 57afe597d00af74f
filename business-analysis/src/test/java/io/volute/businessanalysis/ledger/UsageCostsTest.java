package io.volute.businessanalysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.usage.PriceUnit;
import io.volute.businessanalysis.usage.Usage;
import io.volute.core.artifact.Digest;
import io.volute.core.error.VoluteException;
import io.volute.statistics.random.SplitMix;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** BA07: what usage costs, line by line. */
class UsageCostsTest {
    private static final Instant AUGUST = Instant.parse("2026-08-01T00:00:00Z");
    private static final Usage USAGE = new Usage(
            List.of(
                    new Usage.Scored("2026-06", "r1", 4_321, 2_000),
                    new Usage.Scored("2026-07", "r1", 1_000, 400),
                    new Usage.Scored("2026-07", "r2", 2_000, 0),
                    new Usage.Scored("2026-08", "r2", 9, 9)),
            List.of(new Usage.Labelled("2026-06", 11), new Usage.Labelled("2026-08", 5)),
            List.of(new Usage.Kept("2026-05", 1_500_000_000L), new Usage.Kept("2026-07", 500_000_000L)),
            List.of(
                    trained("2026-06-01T00:00:00Z", "trees", 3_000, 300_000, 21_000),
                    trained("2026-07-15T00:00:00Z", "linear", 5_000, 0, 35_000)));

    private static Usage.Trained trained(String asOf, String candidate, long rows, long trees, long features) {
        return new Usage.Trained(
                Instant.parse(asOf), candidate, Digest.of(candidate), 3, rows, trees, features, 500_000_000L);
    }

    static RateSpec shared(RateSpec rate) {
        return new RateSpec(
                rate.name(),
                rate.per(),
                rate.amount(),
                rate.currency(),
                rate.from(),
                rate.until(),
                rate.source(),
                rate.kind(),
                rate.exchange(),
                Optional.of(new SharedCost(PriceUnit.parse("row scored"), SharedCost.Over.RELEASES)));
    }

    private static List<Transaction> lines(RateSpec... rates) {
        return new UsageCosts(new RateCard(List.of(rates)), USAGE, AUGUST, "EUR").transactions();
    }

    private static RateSpec rate(String per, String amount) {
        return RateCardTest.rate("gpu", per, amount, "2026-01-01", null);
    }

    @Test
    void booksRowsScoredByMonthAndReleaseOnceTheMonthIsOver() {
        List<Transaction> lines = lines(rate("1000 rows scored", "0.06"));
        assertThat(lines)
                .extracting(Transaction::id, UsageCostsTest::amount, Transaction::kind)
                .containsExactly(
                        tuple("2026-06 usage gpu r1", "0.26", "serve"),
                        tuple("2026-07 usage gpu r1", "0.06", "serve"),
                        tuple("2026-07 usage gpu r2", "0.12", "serve"));
        assertThat(lines.get(0).text())
                .isEqualTo("4,321 rows scored (decisions logged under release r1) x 0.06 EUR per 1000 rows scored (rate"
                        + " gpu from 2026-01-01, price list 2026) = 0.26 €");
    }

    @Test
    void booksNothingThatRoundsToNothingAndNobodyUsed() {
        assertThat(lines(rate("prediction served", "0.01")))
                .extracting(Transaction::id, UsageCostsTest::amount)
                .containsExactly(tuple("2026-06 usage gpu r1", "20.00"), tuple("2026-07 usage gpu r1", "4.00"));
        assertThat(lines(rate("row scored", "0.0000001"))).isEmpty();
        assertThat(lines(rate("row scored", "0"))).isEmpty();
    }

    @Test
    void booksTrainingInTheMonthOfItsTurnByCandidate() {
        assertThat(lines(rate("1e6 rows x trees trained", "0.50")))
                .extracting(Transaction::id, UsageCostsTest::amount, Transaction::kind)
                .containsExactly(tuple("2026-06 usage gpu 2026-06-01 trees", "0.15", "train"));
        assertThat(lines(rate("1000 rows trained", "0.10")))
                .extracting(Transaction::id, UsageCostsTest::amount)
                .containsExactly(
                        tuple("2026-06 usage gpu 2026-06-01 trees", "0.30"),
                        tuple("2026-07 usage gpu 2026-07-15 linear", "0.50"));
        assertThat(lines(rate("1000 rows x features", "0.10")).get(1).text())
                .startsWith("35,000 rows x features trained (3 fits of candidate linear in the turn of 2026-07-15) x");
    }

    @Test
    void booksWhatIsKeptAtTheEndOfEachMonth() {
        // May 1.5 GB of rows; June 0.5 GB of a model more; July 0.5 GB of rows and of a model more; August is not over.
        assertThat(lines(rate("GB month stored", "0.10")))
                .extracting(Transaction::id, UsageCostsTest::amount, Transaction::kind)
                .containsExactly(
                        tuple("2026-05 usage gpu", "0.15", "storage"),
                        tuple("2026-06 usage gpu", "0.20", "storage"),
                        tuple("2026-07 usage gpu", "0.30", "storage"));
    }

    @Test
    void dividesWhatReleasesShareByWhatEachUsed() {
        List<Transaction> lines = lines(shared(rate("GB month stored", "0.10")));
        assertThat(lines)
                .extracting(Transaction::id, UsageCostsTest::amount)
                .containsExactly(
                        // Nobody scored anything in May: it is nobody's.
                        tuple("2026-05 usage gpu", "0.15"),
                        tuple("2026-06 usage gpu r1", "0.20"),
                        tuple("2026-07 usage gpu r1", "0.10"),
                        tuple("2026-07 usage gpu r2", "0.20"));
        assertThat(lines.get(2).text()).endsWith(" = 0.30 €, 1,000 of 3,000 rows scored by release r1");
    }

    @Test
    void convertsWithADatedRateOnly() {
        RateSpec dollars = new RateSpec(
                "gpu",
                PriceUnit.parse("labelled row"),
                new BigDecimal("0.10"),
                "USD",
                LocalDate.parse("2026-01-01"),
                Optional.empty(),
                "price list 2026",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThatThrownBy(() -> lines(dollars))
                .hasMessage(
                        "business-analysis.rates: gpu from 2026-01-01 is in USD, the books in EUR (expected: EUR, or"
                                + " a dated rate)\nfix: exchange: {rate: 0.92, on: 2026-01-01, source: whose rate it is}")
                .extracting(e -> ((VoluteException) e).code())
                .isEqualTo(BusinessAnalysisError.CURRENCY_MIXED);
        RateSpec dated = new RateSpec(
                dollars.name(),
                dollars.per(),
                dollars.amount(),
                dollars.currency(),
                dollars.from(),
                dollars.until(),
                dollars.source(),
                dollars.kind(),
                Optional.of(new Posting.Exchange(new BigDecimal("0.92"), LocalDate.parse("2026-01-05"), "ECB")),
                dollars.shared());
        assertThat(lines(dated).get(0).text())
                .isEqualTo("11 labelled rows (labels known in the month) x 0.10 USD per labelled row x 0.92 EUR/USD of"
                        + " 2026-01-05, ECB (rate gpu from 2026-01-01, price list 2026) = 1.01 €");
        assertThat(lines(dated)).extracting(UsageCostsTest::amount).containsExactly("1.01");
    }

    @Test
    void refusesRowsWithoutTimeByNameButNotTheirTraining() {
        var undated = new Usage(List.of(), List.of(), List.of(new Usage.Kept("", 100)), USAGE.trained());
        assertThatThrownBy(() -> new UsageCosts(
                                new RateCard(List.of(rate("row scored", "0.06"))), undated, AUGUST, "EUR")
                        .transactions())
                .hasMessageContaining("gpu is for rows scored, which are counted by month, and the rows have no time");
        assertThat(new UsageCosts(new RateCard(List.of(rate("row trained", "0.06"))), undated, AUGUST, "EUR")
                        .transactions())
                .hasSize(2);
    }

    @Test
    void saysWhatEachLineIsTheProductOf() {
        var costs = new UsageCosts(
                new RateCard(List.of(
                        rate("1000 rows scored", "0.06"),
                        shared(RateCardTest.rate("disk", "GB month stored", "0.10", "2026-01-01", null)))),
                USAGE,
                AUGUST,
                "EUR");
        assertThat(costs.priced())
                .extracting(Book.Priced::line, Book.Priced::quantity, Book.Priced::rate, Book.Priced::share)
                .contains(
                        tuple(
                                "2026-06 usage gpu r1",
                                "4321 rows scored",
                                "0.06 EUR per 1000 rows scored",
                                Optional.empty()),
                        tuple(
                                "2026-07 usage disk r2",
                                "3 GB months stored",
                                "0.10 EUR per GB month stored",
                                Optional.of("2,000 of 3,000 rows scored by release r2")));
    }

    @Test
    void takesNoCostForUsageByWordsInItsName() {
        assertThat(UsageCosts.rate("2026-06 usage gpu r1")).contains("gpu");
        assertThat(UsageCosts.rate("2026-07 adjustment 2026-06 usage gpu")).contains("gpu");
        assertThat(UsageCosts.rate("2026-06 cloud usage gpu")).isEmpty();
        assertThat(UsageCosts.rate("c-1")).isEmpty();
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    /** A naive twin in exact fractions: every line within half a cent, every shared month to the cent. */
    @ParameterizedTest
    @MethodSource("seeds")
    void roundsEachLineOnceAndSharesToTheCent(int seed) {
        List<Usage.Scored> scored = new ArrayList<>();
        for (int release = 0; release < 1 + below(seed, 1, 6); release++) {
            scored.add(new Usage.Scored("2026-07", "r" + release, below(seed, 10 + release, 9_999), 0));
        }
        long bytes = below(seed, 2, 2_000_000_000);
        var usage = new Usage(scored, List.of(), List.of(new Usage.Kept("2026-07", bytes)), List.of());
        BigDecimal price = BigDecimal.valueOf(below(seed, 3, 1_000_000), 4);
        long count = 1 + below(seed, 4, 700);
        RateSpec rows = RateCardTest.rate("gpu", count + " rows scored", price.toPlainString(), "2026-01-01", null);
        RateSpec kept = shared(RateCardTest.rate("disk", "GB month stored", price.toPlainString(), "2026-01-01", null));
        List<Transaction> lines =
                new UsageCosts(new RateCard(List.of(rows, kept)), usage, AUGUST, "EUR").transactions();
        for (Usage.Scored one : scored) {
            BigDecimal exact = price.multiply(BigDecimal.valueOf(one.rows()))
                    .divide(BigDecimal.valueOf(count), 30, RoundingMode.DOWN);
            assertThat(sum(lines, "2026-07 usage gpu " + one.release())
                            .subtract(exact)
                            .abs())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(new BigDecimal("0.005"));
        }
        BigDecimal whole = price.multiply(BigDecimal.valueOf(bytes, 9)).setScale(2, RoundingMode.HALF_EVEN);
        assertThat(sum(lines, "2026-07 usage disk")).as("seed %d", seed).isEqualByComparingTo(whole);
    }

    private static long below(long seed, long draw, int bound) {
        return Long.remainderUnsigned(SplitMix.mix64(seed * 1_000_003 + draw), bound);
    }

    private static BigDecimal sum(List<Transaction> lines, String id) {
        return lines.stream()
                .filter(line -> (line.id() + " ").startsWith(id + " "))
                .map(line -> Accounts.cost(line.postings()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String amount(Transaction line) {
        return line.postings().get(0).amount().toPlainString();
    }
}
