package io.volute.businessanalysis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.businessanalysis.usage.Usage;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.error.VoluteException;
import io.volute.statistics.random.SplitMix;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** BA07: ledgers that people and data change at random, and what must hold of every one of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutatedLedgersIT {
    private static final int LEDGERS = 200;
    private static final int CHANGES = 12;
    private static final CanonicalJson JSON = new CanonicalJson();

    private BooksDatabase books;

    @BeforeAll
    void open() throws SQLException {
        books = new BooksDatabase();
    }

    @AfterAll
    void close() throws SQLException {
        books.close();
    }

    static IntStream seeds() {
        return IntStream.range(0, LEDGERS);
    }

    /** What a seed has drawn so far. */
    private static final class Lot {
        private final long seed;
        private long drawn;

        Lot(long seed) {
            this.seed = seed;
        }

        int below(int bound) {
            return (int) Long.remainderUnsigned(SplitMix.mix64(seed * 1_000_003 + drawn++), bound);
        }
    }

    /** A ledger of its own in the shared database. */
    private final class Ledger {
        private final UUID project;
        private final HandLedger.Desk desk;
        private final Lot lot;
        private final TreeMap<String, BigDecimal> data = new TreeMap<>();
        private final TreeMap<String, Long> rows = new TreeMap<>();
        private final TreeMap<String, BigDecimal> prices = new TreeMap<>();
        private List<Transaction> settled = List.of();
        private Optional<String> closedAs = Optional.empty();
        private int names;

        Ledger(int seed) {
            project = new UUID(1, seed);
            lot = new Lot(seed);
            desk = new HandLedger.Desk(project, "ann", Optional.of("EUR"), BooksDatabase::experiment);
            books.database().jdbi().useHandle(handle -> {
                handle.createUpdate("insert into core.project (id, name) values (:id, :name)")
                        .bind("id", project)
                        .bind("name", "ledger-" + seed)
                        .execute();
                handle.createUpdate("""
                                insert into core.pass (id, project, opened, as_of, main, cause)
                                values (:id, :project, 1, '2027-01-01T00:00:00Z', true, 'test')
                                """)
                        .bind("id", project)
                        .bind("project", project)
                        .execute();
            });
            for (int month = 1; month <= 6; month++) {
                data.put("2026-0" + month + " run", new BigDecimal("500.00"));
                rows.put("2026-0" + month, 1_000L + month);
                prices.put("2026-0" + month, new BigDecimal("0.0451"));
            }
        }

        void change() {
            try {
                switch (lot.below(8)) {
                    case 0, 1 -> books.ledger().post(desk, List.of(cost()));
                    case 2 -> books.ledger().post(desk, launched());
                    case 3 -> books.ledger().post(desk, List.of(earned()));
                    case 4 -> reverse();
                    case 5 -> rows.put(month(), (long) lot.below(3_000));
                    case 6 -> prices.put(month(), BigDecimal.valueOf(lot.below(900), 4));
                    default ->
                        data.put("2026-0" + (1 + lot.below(6)) + " run", new BigDecimal(lot.below(1000) + ".00"));
                }
            } catch (VoluteException e) {
                // Random postings are refused now and then; nothing of them may stay, which the sums below show.
                assertThat(e.code().code()).startsWith("business-analysis.");
            }
        }

        private Posting cost() {
            return BooksDatabase.cost("c-" + names++, month(), (1 + lot.below(900)) + ".50 EUR");
        }

        private List<Posting> launched() {
            String id = "b-" + names++;
            String experiment = lot.below(3) == 0 ? "v6" : "v7";
            return List.of(
                    BooksDatabase.estimate(id, experiment, "2028-01-01", Optional.of("home")),
                    BooksDatabase.moved(id, EstimateState.PROJECTED, "2026-01-01"),
                    BooksDatabase.moved(id, EstimateState.MEASURED, "2026-01-01"),
                    BooksDatabase.moved(id, EstimateState.LAUNCHED, "2026-01-01"));
        }

        private Posting earned() {
            return BooksDatabase.benefit("p-" + names++, "b-" + lot.below(12), month(), lot.below(5000) + ".25 EUR");
        }

        private String month() {
            return "2026-0" + (1 + lot.below(6));
        }

        private void reverse() {
            List<HandRow> rows = book().rows();
            String id = rows.isEmpty()
                    ? "none"
                    : rows.get(lot.below(rows.size())).posting().id();
            books.ledger().reverse(desk, id, "drawn");
        }

        HandBook book() {
            return books.ledger().book(project, Optional.empty());
        }

        List<Transaction> computed() {
            List<Transaction> lines = new ArrayList<>(data.entrySet().stream()
                    .map(line -> BooksDatabase.line(
                            line.getKey(),
                            line.getKey().substring(0, 7),
                            line.getValue().toPlainString()))
                    .toList());
            List<RateSpec> rates = prices.entrySet().stream()
                    .map(price -> RateCardTest.rate(
                            "gpu",
                            "row scored",
                            price.getValue().toPlainString(),
                            price.getKey() + "-01",
                            YearMonth.parse(price.getKey()).atEndOfMonth().toString()))
                    .toList();
            var usage = new Usage(
                    rows.entrySet().stream()
                            .map(count -> new Usage.Scored(count.getKey(), "r1", count.getValue(), 0))
                            .toList(),
                    List.of(),
                    List.of(),
                    List.of());
            lines.addAll(new UsageCosts(new RateCard(rates), usage, Instant.parse("2027-01-01T00:00:00Z"), "EUR")
                    .transactions());
            return lines;
        }

        /** What the data say, computed apart from the books. */
        BigDecimal total() {
            BigDecimal used = BigDecimal.ZERO;
            for (String month : rows.keySet()) {
                used = used.add(prices.getOrDefault(month, BigDecimal.ZERO)
                        .multiply(BigDecimal.valueOf(rows.getOrDefault(month, 0L)))
                        .setScale(2, RoundingMode.HALF_EVEN));
            }
            return data.values().stream().reduce(used, BigDecimal::add);
        }

        /** As the step does. */
        List<Transaction> settle(List<Transaction> kept) {
            return DerivedLines.settle(computed(), kept, book().closedThrough());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sumsToItsTotalsAndIsRebuiltBitByBit(int seed) {
        Ledger ledger = new Ledger(seed);
        List<Transaction> kept = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            ledger.change();
            ledger.settled = ledger.settle(kept);
            if (i == 4 || i == 8) {
                BookMonth month = BookMonth.parse(i == 4 ? "2026-02" : "2026-04");
                books.ledger().close(ledger.desk, month);
                kept = new ArrayList<>(ledger.settled.stream()
                        .filter(line -> BookMonth.parse(line.month()).compareTo(month) <= 0)
                        .toList());
                ledger.closedAs = Optional.of(JSON.write(kept));
            }
        }
        List<Transaction> settled = ledger.settle(kept);

        // Derived lines add up to what the data say, whatever was closed on the way.
        assertThat(settled.stream()
                        .map(line -> Accounts.cost(line.postings()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(ledger.total());
        // A closed month is what it was when it was closed.
        assertThat(JSON.write(settled.stream()
                        .filter(line -> line.month().compareTo("2026-04") <= 0)
                        .toList()))
                .isEqualTo(ledger.closedAs.orElseThrow());
        // Settling what is settled changes nothing: a run that is repeated books nothing.
        assertThat(ledger.settle(kept)).isEqualTo(settled);

        HandBook book = ledger.book();
        LedgerView view = Ledgers.view("p", Instant.EPOCH, book, settled, Optional.empty(), List.of());
        BigDecimal net = BigDecimal.ZERO;
        for (LedgerView.Period period : view.periods()) {
            net = net.add(period.net());
            assertThat(period.cumulative()).isEqualByComparingTo(net);
        }
        List<Transaction.Posting> sides = view.transactions().stream()
                .flatMap(line -> line.postings().stream())
                .toList();
        assertThat(net).isEqualByComparingTo(Accounts.headline(sides).subtract(Accounts.cost(sides)));
        assertThat(sides.stream().map(Transaction.Posting::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("0");

        // Rows alone make the book.
        assertThat(JSON.write(HandBook.of(book.rows()).booked())).isEqualTo(JSON.write(book.booked()));
        assertThat(HandBook.of(book.rows()).lines()).isEqualTo(book.lines());
        // No benefit without an experiment that shipped.
        assertThat(book.booked())
                .filteredOn(line -> line.kind().equals("benefit"))
                .allSatisfy(line -> assertThat(book.lines()
                                .get(line.estimate().orElseThrow())
                                .estimate()
                                .experiment())
                        .contains("v7"));
    }
}
