package io.volute.businessanalysis.ledger;

import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.database.Database;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Reads the books of a project as they were known at a date. Writes nothing. */
public final class Ledgers {
    private static final BigDecimal NOTHING = new BigDecimal("0.00");
    /** Amounts have two digits; two that differ by less than half a cent are one. */
    private static final double HALF_A_CENT = .005;

    private final Provider<Database> database;
    private final HandStore store;

    @Inject
    Ledgers(Provider<Database> database, HandStore store) {
        this.database = database;
        this.store = store;
    }

    /**
     * The books.
     *
     * @param name the project's name, for lines that no initiative claims
     * @param asOf the date of the question
     * @param load reads a book that a run left
     */
    public LedgerView view(UUID project, String name, Instant asOf, Function<Artifact<Book>, Book> load) {
        return database.get().jdbi().withHandle(handle -> {
            HandBook hand = store.book(handle, project, asOf);
            List<UUID> heads = heads(handle, project, asOf);
            List<Transaction> derived = heads.isEmpty() ? List.of() : store.derived(handle, heads.get(0));
            Optional<Book> book = heads.isEmpty()
                    ? Optional.empty()
                    : artifact(handle, heads.get(0), "ledger")
                            .map(Artifact<Book>::new)
                            .map(load);
            List<Transaction> before = heads.size() < 2 ? derived : store.derived(handle, heads.get(1));
            return view(name, asOf, hand, derived, book, restated(before, derived));
        });
    }

    /** How the loop matured by a date; absent where no run has kept books, or an older version kept them. */
    public Optional<Artifact<Maturity>> maturity(UUID project, Instant asOf) {
        return database.get()
                .jdbi()
                .withHandle(handle -> heads(handle, project, asOf).stream()
                        .findFirst()
                        .flatMap(head -> artifact(handle, head, "maturity"))
                        .map(Artifact<Maturity>::new));
    }

    static LedgerView view(
            String name,
            Instant asOf,
            HandBook hand,
            List<Transaction> derived,
            Optional<Book> book,
            List<LedgerView.Restated> restated) {
        List<LedgerView.Line> lines = new ArrayList<>();
        List<Shipped> shipped = book.flatMap(Book::estimates).orElse(List.of());
        Map<String, Book.Priced> priced = new HashMap<>();
        book.flatMap(Book::priced).orElse(List.of()).forEach(one -> priced.put(one.line(), one));
        derived.forEach(
                line -> lines.add(derivedLine(name, line, hand, shipped, Optional.ofNullable(priced.get(line.id())))));
        hand.booked().forEach(line -> lines.add(postedLine(line, hand)));
        lines.sort(Comparator.comparing(LedgerView.Line::period).thenComparing(LedgerView.Line::id));
        List<LedgerView.Period> periods = periods(lines, hand, book);
        BigDecimal total =
                periods.isEmpty() ? NOTHING : periods.get(periods.size() - 1).cumulative();
        boolean read = book.map(known -> same(known, total)).orElse(lines.isEmpty());
        return new LedgerView(
                book.map(Book::currency)
                        .filter(currency -> !currency.isEmpty())
                        .or(hand::currency)
                        .orElse(""),
                asOf,
                periods,
                lines,
                roi(lines, book.filter(known -> read)),
                book.filter(known -> read).map(Book::breakEven),
                restated,
                !read,
                book.filter(known -> read).flatMap(Book::forecast),
                shipped);
    }

    private static boolean same(Book book, BigDecimal total) {
        return book.months().isEmpty() ? total.signum() == 0 : booked(book).compareTo(total) == 0;
    }

    /** What a book has booked: benefit minus cost. */
    private static BigDecimal booked(Book book) {
        return book.months().stream()
                .map(month -> month.benefit().subtract(month.cost()))
                .reduce(NOTHING, BigDecimal::add);
    }

    private static Figure roi(List<LedgerView.Line> lines, Optional<Book> book) {
        BigDecimal spent =
                lines.stream().map(line -> Accounts.cost(line.postings())).reduce(NOTHING, BigDecimal::add);
        if (spent.signum() <= 0) {
            return new Refused(
                    "no-cost",
                    "nothing was spent: a return on nothing is no number",
                    "volute ledger post what it cost");
        }
        return book.<Figure>map(
                        known -> known.net().scaled(net -> net / known.cost().doubleValue()))
                .orElseGet(() -> new Refused(
                        "ledger-stale",
                        "what was posted by hand has not been read yet",
                        "volute run business-analysis"));
    }

    private static List<LedgerView.Period> periods(List<LedgerView.Line> lines, HandBook hand, Optional<Book> book) {
        if (lines.isEmpty()) {
            return List.of();
        }
        Map<String, Estimate> nets = new HashMap<>();
        book.ifPresent(known ->
                known.months().forEach(month -> month.net().ifPresent(net -> nets.put(month.month(), net))));
        List<LedgerView.Period> periods = new ArrayList<>();
        BigDecimal cumulative = NOTHING;
        BookMonth last = lines.get(lines.size() - 1).period();
        for (BookMonth month = lines.get(0).period(); month.compareTo(last) <= 0; month = month.next()) {
            BookMonth now = month;
            List<Transaction.Posting> sides = lines.stream()
                    .filter(line -> line.period().equals(now))
                    .flatMap(line -> line.postings().stream())
                    .toList();
            BigDecimal net = Accounts.headline(sides).subtract(Accounts.cost(sides));
            cumulative = cumulative.add(net);
            double value = cumulative.doubleValue();
            Optional<Estimate> known = Optional.ofNullable(nets.get(now.toString()))
                    .filter(estimate -> Math.abs(estimate.estimate() - value) < HALF_A_CENT);
            SortedMap<Grade, BigDecimal> benefit = new TreeMap<>();
            for (Grade grade : Grade.values()) {
                benefit.put(grade, Accounts.benefit(sides, grade));
            }
            periods.add(new LedgerView.Period(
                    now,
                    Accounts.cost(sides),
                    benefit,
                    net,
                    cumulative,
                    known.map(Estimate::low),
                    known.map(Estimate::high),
                    hand.isClosed(now)));
        }
        return periods;
    }

    private static LedgerView.Line derivedLine(
            String name, Transaction line, HandBook hand, List<Shipped> shipped, Optional<Book.Priced> priced) {
        Optional<HandBook.Line> estimate = hand.lines().values().stream()
                .filter(one -> line.id().endsWith(" benefit " + one.estimate().id()))
                .findFirst();
        Optional<Shipped> launch = shipped.stream()
                .filter(one -> line.id().endsWith(" benefit " + one.experiment()))
                .findFirst();
        boolean benefit = !line.grade().isEmpty();
        return new LedgerView.Line(
                line.id(),
                BookMonth.parse(line.month()),
                estimate.map(one -> one.estimate().initiative())
                        .or(() -> launch.map(Shipped::initiative))
                        .orElse(name),
                line.kind(),
                benefit ? Optional.of(Grade.valueOf(line.grade())) : Optional.empty(),
                benefit
                        ? estimate.map(HandBook.Line::state)
                                .or(() -> launch.map(Shipped::state))
                                .or(() -> Optional.of(EstimateState.LAUNCHED))
                        : Optional.empty(),
                line.postings(),
                line.text(),
                Optional.empty(),
                // A closed month keeps its lines, whatever is counted since.
                priced.filter(one ->
                                one.amount().compareTo(line.postings().get(0).amount()) == 0)
                        .map(one -> new LedgerView.Usage(one.quantity(), one.rate(), one.share())));
    }

    private static LedgerView.Line postedLine(HandBook.Booked line, HandBook hand) {
        return new LedgerView.Line(
                line.id(),
                line.period(),
                line.initiative(),
                line.kind(),
                line.grade(),
                line.estimate()
                        .flatMap(id -> Optional.ofNullable(hand.lines().get(id)))
                        .map(HandBook.Line::state),
                line.postings(),
                line.source(),
                line.reverses(),
                hand.posting(line.id())
                        .filter(Posting.Cost.class::isInstance)
                        .map(Posting.Cost.class::cast)
                        .flatMap(cost -> cost.quantity()
                                .flatMap(quantity -> cost.rate()
                                        .map(rate -> new LedgerView.Usage(
                                                quantity.toString(), rate.toString(), Optional.empty())))));
    }

    /** Lines whose amounts differ between two derivations. */
    static List<LedgerView.Restated> restated(List<Transaction> before, List<Transaction> after) {
        SortedMap<String, BigDecimal> old = amounts(before);
        SortedMap<String, BigDecimal> now = amounts(after);
        List<LedgerView.Restated> restated = new ArrayList<>();
        before.stream()
                .filter(line ->
                        old.getOrDefault(line.id(), NOTHING).compareTo(now.getOrDefault(line.id(), NOTHING)) != 0)
                .forEach(line -> restated.add(new LedgerView.Restated(
                        line.id(),
                        BookMonth.parse(line.month()),
                        old.getOrDefault(line.id(), NOTHING),
                        now.getOrDefault(line.id(), NOTHING))));
        // A line of a month that the earlier derivation had not reached is new, not restated.
        String reached = before.stream()
                .map(Transaction::month)
                .max(Comparator.naturalOrder())
                .orElse("");
        after.stream()
                .filter(line -> !old.containsKey(line.id()) && line.month().compareTo(reached) <= 0)
                .forEach(line -> restated.add(new LedgerView.Restated(
                        line.id(), BookMonth.parse(line.month()), NOTHING, now.getOrDefault(line.id(), NOTHING))));
        restated.sort(Comparator.comparing(LedgerView.Restated::period).thenComparing(LedgerView.Restated::id));
        return restated;
    }

    private static SortedMap<String, BigDecimal> amounts(List<Transaction> lines) {
        SortedMap<String, BigDecimal> amounts = new TreeMap<>();
        lines.forEach(line -> amounts.put(line.id(), line.postings().get(0).amount()));
        return amounts;
    }

    private static Optional<Digest> artifact(Handle handle, UUID result, String entry) {
        return handle.createQuery("SELECT artifacts ->> :entry FROM core.result WHERE id = :id")
                .bind("entry", entry)
                .bind("id", result)
                .map((row, context) -> Optional.ofNullable(row.getString(1)).map(Digest::parse))
                .findFirst()
                .flatMap(found -> found);
    }

    /** The newest result at a date, and the one before it that was another. */
    private static List<UUID> heads(Handle handle, UUID project, Instant asOf) {
        List<UUID> heads = new ArrayList<>();
        HandLedger.heads(handle, project, asOf).forEach(result -> {
            if (heads.size() < 2 && !heads.contains(result)) {
                heads.add(result);
            }
        });
        return heads;
    }
}
