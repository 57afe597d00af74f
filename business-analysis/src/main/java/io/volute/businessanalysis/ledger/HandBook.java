package io.volute.businessanalysis.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The rows posted by hand, read in their order: a pure function of them, so that it can be rebuilt at any time. Not
 * thread-safe while rows are added.
 */
public final class HandBook {
    private final List<HandRow> rows = new ArrayList<>();
    private final SortedMap<String, Line> lines = new TreeMap<>();
    private final SortedMap<String, Launch> launches = new TreeMap<>();
    private final Map<String, Booked> booked = new LinkedHashMap<>();
    private final Map<String, Posting> postings = new HashMap<>();
    private final Set<String> reversed = new HashSet<>();
    private final SortedMap<BookMonth, Posting.Closing> closings = new TreeMap<>();
    private final List<Posting.Reconciliation> reconciliations = new ArrayList<>();

    /** Without rows. */
    HandBook() {}

    static HandBook of(List<HandRow> rows) {
        HandBook book = new HandBook();
        rows.forEach(book::add);
        return book;
    }

    /**
     * An estimate and how far it has come.
     *
     * @param estimate as posted
     * @param state its newest state
     * @param launched the day on which it was launched
     * @param ended the day from which nothing accrues
     */
    public record Line(
            Posting.Estimated estimate, EstimateState state, Optional<LocalDate> launched, Optional<LocalDate> ended) {
        Line to(EstimateState next, LocalDate on) {
            return new Line(
                    estimate,
                    next,
                    next == EstimateState.LAUNCHED ? Optional.of(on) : launched,
                    next.ended() ? Optional.of(on) : ended);
        }
    }

    /**
     * An experiment that was launched: its estimate is derived.
     *
     * @param terms as posted
     * @param state its newest state
     * @param ended the day from which nothing accrues
     */
    public record Launch(Posting.Moved terms, EstimateState state, Optional<LocalDate> ended) {
        Launch to(EstimateState next, LocalDate on) {
            return new Launch(terms, next, next.ended() ? Optional.of(on) : ended);
        }
    }

    /**
     * A transaction.
     *
     * @param id as posted
     * @param period the month in which it is booked
     * @param initiative what it is for
     * @param kind kind of cost in lower case, or {@code benefit}
     * @param grade of a benefit
     * @param estimate that a benefit belongs to
     * @param postings its sides
     * @param source where it comes from
     * @param reverses the transaction that it takes back
     * @param by who posted it
     */
    public record Booked(
            String id,
            BookMonth period,
            String initiative,
            String kind,
            Optional<Grade> grade,
            Optional<String> estimate,
            List<Transaction.Posting> postings,
            String source,
            Optional<String> reverses,
            String by) {
        /** Copies. */
        public Booked {
            postings = List.copyOf(postings);
        }
    }

    void add(HandRow row) {
        rows.add(row);
        Posting posting = row.posting();
        postings.put(posting.id(), posting);
        if (posting instanceof Posting.Cost cost) {
            book(new Booked(
                    cost.id(),
                    row.period().orElseThrow(),
                    cost.initiative(),
                    Accounts.name(cost.kind()),
                    Optional.empty(),
                    Optional.empty(),
                    row.postings(),
                    cost.source().or(cost::run).orElse(""),
                    Optional.empty(),
                    row.by()));
        } else if (posting instanceof Posting.Benefit benefit) {
            Posting.Estimated estimate = Optional.ofNullable(lines.get(benefit.estimate()))
                    .orElseThrow()
                    .estimate();
            book(new Booked(
                    benefit.id(),
                    row.period().orElseThrow(),
                    estimate.initiative(),
                    Accounts.BENEFIT,
                    Optional.of(estimate.grade()),
                    Optional.of(estimate.id()),
                    row.postings(),
                    benefit.source().orElse(""),
                    Optional.empty(),
                    row.by()));
        } else if (posting instanceof Posting.Estimated estimate) {
            lines.put(estimate.id(), new Line(estimate, estimate.state(), Optional.empty(), Optional.empty()));
        } else if (posting instanceof Posting.Moved moved) {
            move(moved);
        } else if (posting instanceof Posting.Reversal reversal) {
            reverse(row, reversal);
        } else if (posting instanceof Posting.Closing closing) {
            closings.put(closing.period(), closing);
        } else if (posting instanceof Posting.Reconciliation reconciliation) {
            reconciliations.add(reconciliation);
        }
    }

    private void book(Booked line) {
        booked.put(line.id(), line);
    }

    private void move(Posting.Moved moved) {
        if (lines.containsKey(moved.estimate())) {
            lines.computeIfPresent(moved.estimate(), (id, line) -> line.to(moved.to(), moved.on()));
        } else {
            launches.merge(
                    moved.estimate(),
                    new Launch(moved, moved.to(), Optional.empty()),
                    (launch, same) -> launch.to(moved.to(), moved.on()));
        }
    }

    private void reverse(HandRow row, Posting.Reversal reversal) {
        reversed.add(reversal.of());
        launches.computeIfPresent(reversal.of(), (id, launch) -> launch.to(EstimateState.REVERSED, reversal.on()));
        lines.computeIfPresent(reversal.of(), (id, line) -> line.to(EstimateState.REVERSED, reversal.on()));
        transaction(reversal.of())
                .ifPresent(before -> book(new Booked(
                        reversal.id(),
                        row.period().orElseThrow(),
                        before.initiative(),
                        before.kind(),
                        before.grade(),
                        before.estimate(),
                        row.postings(),
                        reversal.reason(),
                        Optional.of(before.id()),
                        row.by())));
    }

    /** Whether nothing was posted. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    List<HandRow> rows() {
        return Collections.unmodifiableList(rows);
    }

    Optional<HandRow> last() {
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
    }

    /** The currency in which the rows are booked; what an estimate will earn is booked too. */
    public Optional<String> currency() {
        return rows.stream()
                .flatMap(row -> row.posting() instanceof Posting.Estimated estimate
                        ? Stream.of(estimate.unitValue().amount().unit())
                        : row.currency().stream())
                .findFirst();
    }

    /** Transactions in the order in which they were posted. */
    public List<Booked> booked() {
        return List.copyOf(booked.values());
    }

    Optional<Booked> transaction(String id) {
        return Optional.ofNullable(booked.get(id));
    }

    /** Estimates by id. */
    public SortedMap<String, Line> lines() {
        return Collections.unmodifiableSortedMap(lines);
    }

    /** Experiments that were launched, by name. */
    public SortedMap<String, Launch> launches() {
        return Collections.unmodifiableSortedMap(launches);
    }

    /** The same with estimates that were derived. */
    HandBook with(Collection<Line> derived) {
        HandBook book = of(rows);
        derived.forEach(line -> book.lines.put(line.estimate().id(), line));
        return book;
    }

    /** As posted. */
    Optional<Posting> posting(String id) {
        return Optional.ofNullable(postings.get(id));
    }

    boolean knows(String id) {
        return postings.containsKey(id);
    }

    boolean isReversed(String id) {
        return reversed.contains(id);
    }

    /** Months that nobody changes any more. */
    public SortedMap<BookMonth, Posting.Closing> closings() {
        return Collections.unmodifiableSortedMap(closings);
    }

    /** The newest closed month. */
    public Optional<BookMonth> closedThrough() {
        return closings.isEmpty() ? Optional.empty() : Optional.of(closings.lastKey());
    }

    /** Whether a month is closed; what lies before a closed month is too. */
    public boolean isClosed(BookMonth period) {
        return closedThrough().filter(last -> period.compareTo(last) <= 0).isPresent();
    }

    /** This month, or the first open one after it. */
    public BookMonth open(BookMonth period) {
        return isClosed(period) ? closedThrough().orElseThrow().next() : period;
    }

    /** Whether launches were held against this experiment: it withheld what others tried, and tried nothing itself. */
    boolean withheld(String experiment) {
        return reconciliations.stream().anyMatch(one -> one.source().equals(HoldoutTotal.source(experiment)));
    }

    /** Reconciliations in the order in which they were posted. */
    List<Posting.Reconciliation> reconciliations() {
        return Collections.unmodifiableList(reconciliations);
    }

    /** Whether a benefit was posted for an estimate and month, and still stands. */
    boolean actual(String estimate, BookMonth period) {
        return booked.values().stream()
                .anyMatch(one -> one.estimate().filter(estimate::equals).isPresent()
                        && one.reverses().isEmpty()
                        && one.period().equals(period)
                        && !reversed.contains(one.id()));
    }
}
