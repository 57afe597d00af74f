package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.MetricRole;
import io.volute.core.error.VoluteException;
import io.volute.statistics.Estimate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What may be posted, given what stands in the books: a draft of the row, or a refusal by name. */
final class PostingRules {
    private static final int DIGITS = 2;

    private final HandBook book;
    private final Optional<String> declared;
    private final Evidence evidence;
    private final Instant asOf;
    private final LaunchRules launches;

    /**
     * @param declared the currency of scoping's costs
     * @param asOf the date that the row will bear
     */
    PostingRules(HandBook book, Optional<String> declared, Evidence evidence, Instant asOf) {
        this.book = book;
        this.declared = declared;
        this.evidence = evidence;
        this.asOf = asOf;
        this.launches = new LaunchRules(book, evidence);
    }

    HandRow.Draft check(Posting posting) {
        if (book.knows(posting.id())) {
            throw Twice.refused(posting);
        }
        if (posting instanceof Posting.Cost cost) {
            return cost(cost);
        } else if (posting instanceof Posting.Estimated estimate) {
            return estimate(estimate);
        } else if (posting instanceof Posting.Benefit benefit) {
            return benefit(benefit);
        } else if (posting instanceof Posting.Moved moved) {
            return moved(moved);
        } else if (posting instanceof Posting.Reversal reversal) {
            return reversal(reversal);
        }
        return HandRow.Draft.note(posting);
    }

    private HandRow.Draft cost(Posting.Cost cost) {
        requireOpen(cost.id(), cost.period());
        String kind = Accounts.name(cost.kind());
        List<Posting.Side> sides = cost.postings().orElseGet(() -> {
            Amount amount = cost.amount()
                    .orElseGet(() -> new Amount(
                            cost.quantity()
                                    .orElseThrow()
                                    .value()
                                    .multiply(cost.rate().orElseThrow().value()),
                            cost.rate().orElseThrow().unit()));
            requirePositive(cost.id(), amount);
            return pair(cost.debit().orElse(Accounts.COST + kind), cost.credit().orElse("clearing." + kind), amount);
        });
        requireSide(cost.id(), sides, Accounts.COST + kind, 1);
        return booked(cost, cost.period(), sides, cost.exchange());
    }

    private HandRow.Draft benefit(Posting.Benefit benefit) {
        requireOpen(benefit.id(), benefit.period());
        HandBook.Line line = line(benefit.id(), benefit.estimate());
        Posting.Estimated estimate = line.estimate();
        if (!line.state().accrues()) {
            throw refused(
                    BusinessAnalysisError.NO_EVIDENCE,
                    benefit.id() + ": estimate " + estimate.id() + " is "
                            + line.state().text()
                            + " (expected: launched or verified; what is not in use for everyone earns nothing)");
        }
        BookMonth from = BookMonth.of(line.launched().orElseThrow());
        if (benefit.period().compareTo(from) < 0) {
            throw refused(
                    BusinessAnalysisError.NO_EVIDENCE,
                    benefit.id() + ": " + benefit.period() + " lies before the launch of " + estimate.id()
                            + " (expected: " + from + " or later)");
        }
        requireValue(benefit.id(), estimate, benefit.period().month().atDay(1));
        if (book.actual(estimate.id(), benefit.period())) {
            throw refused(
                    BusinessAnalysisError.ALREADY_POSTED,
                    benefit.id() + ": a benefit of " + estimate.id() + " stands in " + benefit.period()
                            + " already (expected: one for a month)\nfix: reverse the other one first");
        }
        String account = Accounts.GRADED + estimate.grade();
        List<Posting.Side> sides = benefit.postings()
                .orElseGet(() -> pair(
                        benefit.debit().orElse("clearing.value"),
                        benefit.credit().orElse(account),
                        benefit.amount().orElseThrow()));
        requireSide(benefit.id(), sides, account, -1);
        return booked(benefit, benefit.period(), sides, benefit.exchange());
    }

    private HandRow.Draft estimate(Posting.Estimated estimate) {
        if (book.launches().containsKey(estimate.id())) {
            throw refused(
                    BusinessAnalysisError.ALREADY_POSTED,
                    estimate.id() + ": is an experiment that was launched (expected: another id)");
        }
        if (estimate.state().compareTo(EstimateState.MEASURED) > 0) {
            throw refused(
                    BusinessAnalysisError.STATE_SKIPPED,
                    estimate.id() + ": state " + estimate.state().text()
                            + " (expected: hypothesised, projected or measured; it goes on from there by states)");
        }
        requireCurrency(estimate.id(), estimate.unitValue().amount().unit(), Optional.empty());
        requireValue(estimate.id(), estimate, LocalDate.ofInstant(asOf, ZoneOffset.UTC));
        if (estimate.state() == EstimateState.MEASURED) {
            requireEvidence(estimate);
        }
        return HandRow.Draft.note(estimate);
    }

    private HandRow.Draft moved(Posting.Moved moved) {
        if (launches.concern(moved.estimate())) {
            launches.check(moved);
            return HandRow.Draft.note(moved);
        }
        HandBook.Line line = line(moved.estimate(), moved.estimate());
        Posting.Estimated estimate = line.estimate();
        if (moved.hasTerms()) {
            throw refused(
                    BusinessAnalysisError.STATE_SKIPPED,
                    estimate.id()
                            + ": terms of a launch (expected: none, for they stand in the estimate that was posted)");
        }
        if (moved.to() == EstimateState.REVERSED || !line.state().leadsTo(moved.to())) {
            throw refused(
                    BusinessAnalysisError.STATE_SKIPPED,
                    estimate.id() + ": from " + line.state().text() + " to "
                            + moved.to().text() + " (expected: "
                            + (line.state().ended()
                                    ? "nothing, it has ended"
                                    : line.state().next().text())
                            + "; no state is skipped, and volute ledger reverse takes back)");
        }
        if (moved.to() == EstimateState.MEASURED || moved.to() == EstimateState.LAUNCHED) {
            requireEvidence(estimate);
        }
        if (moved.to() == EstimateState.LAUNCHED) {
            requireValue(estimate.id(), estimate, moved.on());
            requireApart(estimate);
        }
        return HandRow.Draft.note(moved);
    }

    private HandRow.Draft reversal(Posting.Reversal reversal) {
        Optional<HandBook.Booked> transaction = book.transaction(reversal.of());
        HandBook.Launch launch = book.launches().get(reversal.of());
        if (launch != null && transaction.isEmpty() && !launch.state().ended()) {
            return HandRow.Draft.note(reversal);
        }
        if (transaction.isEmpty()) {
            HandBook.Line line = Optional.ofNullable(book.lines().get(reversal.of()))
                    .orElseThrow(() -> refused(
                            BusinessAnalysisError.NOT_POSTED,
                            reversal.of() + ": no transaction or estimate posted by hand (volute ledger show)"));
            if (line.state().ended()) {
                throw refused(
                        BusinessAnalysisError.STATE_SKIPPED,
                        reversal.of() + ": is " + line.state().text() + " already (expected: one that has not ended)");
            }
            return HandRow.Draft.note(reversal);
        }
        if (transaction.get().reverses().isPresent()) {
            throw refused(
                    BusinessAnalysisError.NOT_POSTED,
                    reversal.of() + ": is a reversal (expected: what was posted)\nfix: post it anew, under a new id");
        }
        List<Transaction.Posting> back = transaction.get().postings().stream()
                .map(side ->
                        new Transaction.Posting(side.account(), side.amount().negate()))
                .toList();
        return new HandRow.Draft(
                reversal, Optional.of(book.open(transaction.get().period())), book.currency(), back);
    }

    private HandRow.Draft booked(
            Posting posting, BookMonth period, List<Posting.Side> sides, Optional<Posting.Exchange> exchange) {
        List<Transaction.Posting> converted = new ArrayList<>();
        String first = sides.isEmpty() ? "" : sides.get(0).amount().unit();
        BigDecimal sum = BigDecimal.ZERO;
        for (Posting.Side side : sides) {
            if (!side.amount().unit().equals(first)) {
                throw refused(
                        BusinessAnalysisError.CURRENCY_MIXED,
                        posting.id() + ": " + first + " and " + side.amount().unit()
                                + " in one transaction (expected: one currency)");
            }
            requireCurrency(posting.id(), first, exchange);
            BigDecimal amount = side.amount().value();
            BigDecimal rate = first.equals(currency(first))
                    ? BigDecimal.ONE
                    : exchange.orElseThrow().rate();
            converted.add(new Transaction.Posting(
                    side.account(), amount.multiply(rate).setScale(DIGITS, RoundingMode.HALF_EVEN)));
            sum = sum.add(amount);
        }
        BigDecimal booked =
                converted.stream().map(Transaction.Posting::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sides.size() < 2 || sum.signum() != 0 || booked.signum() != 0) {
            throw refused(
                    BusinessAnalysisError.UNBALANCED,
                    posting.id() + ": " + sides.size() + " postings, sum "
                            + (sum.signum() == 0 ? booked : sum).toPlainString()
                            + " (expected: two or more that add up to 0)");
        }
        return new HandRow.Draft(posting, Optional.of(period), Optional.of(currency(first)), converted);
    }

    private String currency(String first) {
        return book.currency().or(() -> declared).orElse(first);
    }

    private void requireCurrency(String id, String unit, Optional<Posting.Exchange> exchange) {
        String books = currency(unit);
        if (!unit.equals(books) && exchange.isEmpty()) {
            throw refused(
                    BusinessAnalysisError.CURRENCY_MIXED,
                    id + ": " + unit + " in books of " + books + " (expected: " + books
                            + ", or a dated rate)\nfix: exchange: {rate: 0.92, on: 2026-06-30, source: whose rate it is}");
        }
    }

    private void requireOpen(String id, BookMonth period) {
        if (book.isClosed(period)) {
            throw refused(
                    BusinessAnalysisError.PERIOD_CLOSED,
                    id + ": " + period + " is closed (expected: " + book.open(period)
                            + " or later, the first open month)");
        }
    }

    private static void requirePositive(String id, Amount amount) {
        if (amount.value().signum() <= 0) {
            throw refused(
                    BusinessAnalysisError.UNBALANCED,
                    id + ": " + amount + " (expected: above 0; a cost is taken back by a reversal)");
        }
    }

    private static void requireSide(String id, List<Posting.Side> sides, String account, int sign) {
        boolean there = sides.stream()
                .anyMatch(side ->
                        side.account().equals(account) && side.amount().value().signum() == sign);
        boolean stray = sides.stream()
                .anyMatch(side -> !side.account().equals(account)
                        && (side.account().startsWith(Accounts.COST)
                                || side.account().startsWith(Accounts.GRADED)));
        if (!sides.isEmpty() && (stray || (!there && sides.size() > 1))) {
            throw refused(
                    BusinessAnalysisError.UNBALANCED,
                    id + ": its sides are "
                            + String.join(
                                    ", ",
                                    sides.stream().map(Posting.Side::account).toList())
                            + " (expected: " + account + (sign > 0 ? " debited" : " credited")
                            + ", and no other account of cost or benefit)");
        }
    }

    private static void requireValue(String id, Posting.Estimated estimate, LocalDate on) {
        LocalDate until = estimate.unitValue().until();
        if (until.isBefore(on)) {
            throw refused(
                    BusinessAnalysisError.UNIT_VALUE_EXPIRED,
                    id + ": the unit value of " + estimate.metric() + " held until " + until
                            + " (expected: one that holds on "
                            + on + ")\nfix: ask " + estimate.unitValue().source()
                            + " for a new one, and post it with a new estimate");
        }
    }

    private void requireEvidence(Posting.Estimated estimate) {
        if (estimate.experiment().isEmpty() && estimate.study().isEmpty()) {
            throw refused(
                    BusinessAnalysisError.NO_EVIDENCE,
                    estimate.id()
                            + ": neither experiment nor study (expected: one of them; a benefit rests on evidence)");
        }
        if (estimate.study().isPresent() && estimate.mean().isEmpty()) {
            throw refused(
                    BusinessAnalysisError.NO_EVIDENCE,
                    estimate.id() + ": a study without mean and se (expected: what it found)");
        }
        if (estimate.experiment().isPresent()) {
            requireShipped(estimate, estimate.experiment().get());
        } else if (estimate.grade().compareTo(estimate.study().get().best()) < 0) {
            throw refused(
                    BusinessAnalysisError.NO_EVIDENCE,
                    estimate.id() + ": grade " + estimate.grade() + " from a study that bears "
                            + estimate.study().get().best() + " at best (expected: "
                            + estimate.study().get().best() + " or lower)");
        }
    }

    private void requireShipped(Posting.Estimated estimate, String experiment) {
        ExperimentReadout readout = evidence.find(experiment)
                .orElseThrow(() -> refused(
                        BusinessAnalysisError.NO_EVIDENCE,
                        estimate.id() + ": experiment " + experiment
                                + " has no readout in this project (expected: one in business-analysis.experiments that"
                                + " has run, or a study)"));
        if (!readout.verdict().value().equals("SHIP")) {
            throw refused(
                    BusinessAnalysisError.NO_EVIDENCE,
                    estimate.id() + ": experiment " + experiment + " says "
                            + readout.verdict().value() + " (expected: SHIP)");
        }
        Estimate effect = effect(readout, estimate.metric())
                .orElseThrow(() -> refused(
                        BusinessAnalysisError.NO_EVIDENCE,
                        estimate.id() + ": experiment " + experiment + " tells no effect on " + estimate.metric()
                                + " (expected: one of its primaries)"));
        if (estimate.mean()
                .filter(mean -> mean < effect.low() || mean > effect.high())
                .isPresent()) {
            throw refused(
                    BusinessAnalysisError.NO_EVIDENCE,
                    estimate.id() + ": mean " + estimate.mean().get() + " lies outside of what " + experiment
                            + " shows (expected: from " + effect.low() + " to " + effect.high() + ")");
        }
    }

    /** The effect on a primary metric that an experiment shows. */
    static Optional<Estimate> effect(ExperimentReadout readout, String metric) {
        return readout.effects().stream()
                .filter(effect ->
                        effect.role() == MetricRole.PRIMARY && effect.metric().equals(metric))
                .flatMap(effect -> effect.effect().found().stream())
                .findFirst();
    }

    private void requireApart(Posting.Estimated estimate) {
        for (HandBook.Line other : book.lines().values()) {
            boolean live = other.state().accrues()
                    && other.estimate().metric().equals(estimate.metric())
                    && !other.estimate().id().equals(estimate.id());
            if (live) {
                LaunchRules.requireTogether(
                        estimate.id(),
                        estimate.overlapGroup(),
                        other.estimate().id(),
                        other.estimate().overlapGroup(),
                        estimate.metric());
            }
        }
        launches.requireApart(
                estimate.id(), estimate.overlapGroup(), estimate.experiment().orElse(""), estimate.metric());
    }

    private HandBook.Line line(String id, String estimate) {
        if (launches.concern(estimate)) {
            throw LaunchRules.earnsByItself(id, estimate);
        }
        return Optional.ofNullable(book.lines().get(estimate))
                .orElseThrow(
                        () -> refused(
                                BusinessAnalysisError.NO_EVIDENCE,
                                id + ": no estimate " + estimate
                                        + " (expected: one that was posted; a benefit rests on an experiment or a graded study)"));
    }

    private static List<Posting.Side> pair(String debit, String credit, Amount amount) {
        return List.of(
                new Posting.Side(debit, amount),
                new Posting.Side(credit, new Amount(amount.value().negate(), amount.unit())));
    }

    private static VoluteException refused(BusinessAnalysisError code, String message) {
        return new VoluteException(code, message);
    }
}
