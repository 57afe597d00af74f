package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.statistics.Estimate;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.launch.PauleMandel;
import io.volute.statistics.ledger.BenefitLine;
import io.volute.statistics.ledger.Quantity;
import io.volute.statistics.ledger.RoiForecast;
import io.volute.statistics.ledger.Uncertain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What launched estimates earn, month by month: eligible units times effect times unit value times coverage times what is
 * left of it. A line earns first in the first whole month after its launch, and only in months that are over; a benefit
 * that was posted for a month stands in place of the computed one.
 */
final class Accruals {
    private static final double DAYS_IN_A_MONTH = 365.25 / 12;
    private static final int DIGITS = 2;

    private final HandBook book;
    private final SortedMap<String, ExperimentReadout> experiments = new TreeMap<>();
    private final SortedMap<String, DerivedEstimates.Earner> derived;
    private final Instant asOf;

    Accruals(HandBook book, SortedMap<String, ExperimentReadout> experiments, Instant asOf) {
        this(book, experiments, new TreeMap<>(), asOf);
    }

    /**
     * With estimates that nobody posted.
     *
     * @param book with their lines
     * @param derived by id
     */
    Accruals(
            HandBook book,
            SortedMap<String, ExperimentReadout> experiments,
            SortedMap<String, DerivedEstimates.Earner> derived,
            Instant asOf) {
        this.book = book;
        // Arms that may not be compared show no effect, and not how far effects spread; a holdout measures what all of
        // them do together.
        experiments.forEach((name, readout) -> {
            if (!readout.verdict().value().equals("INVALID") && !book.withheld(name)) {
                this.experiments.put(name, readout);
            }
        });
        this.derived = derived;
        this.asOf = asOf;
    }

    /**
     * An estimate that earns.
     *
     * @param estimate as posted
     * @param effect on one unit
     * @param line how it earns, uncertain
     * @param months first month and those after it that are over and in which it earns
     * @param claimed amount of each month, before a holdout corrects it
     * @param computed amount of each month
     * @param booked amount of each month: computed, or posted in place of it
     */
    record Accrual(
            Posting.Estimated estimate,
            Estimate effect,
            BenefitLine line,
            List<YearMonth> months,
            List<BigDecimal> claimed,
            List<BigDecimal> computed,
            List<BigDecimal> booked) {
        Accrual {
            months = List.copyOf(months);
            claimed = List.copyOf(claimed);
            computed = List.copyOf(computed);
            booked = List.copyOf(booked);
        }

        /** Booked in these months. */
        BigDecimal booked(BookMonth from, BookMonth to) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 0; i < months.size(); i++) {
                BookMonth month = new BookMonth(months.get(i));
                if (month.compareTo(from) >= 0 && month.compareTo(to) <= 0) {
                    sum = sum.add(booked.get(i));
                }
            }
            return sum;
        }
    }

    /** All estimates that have earned. */
    List<Accrual> all() {
        List<Accrual> accruals = new ArrayList<>();
        for (HandBook.Line line : book.lines().values()) {
            if (line.launched().isPresent()) {
                accrual(line).ifPresent(accruals::add);
            }
        }
        return accruals;
    }

    /** Lines of the derived book. */
    static List<Transaction> transactions(List<Accrual> accruals, HandBook book) {
        return transactions(accruals, book, Set.of());
    }

    /**
     * The same, saying which of them stand in the place of what an experiment gives by itself.
     *
     * @param instead their ids
     */
    static List<Transaction> transactions(List<Accrual> accruals, HandBook book, Set<String> instead) {
        List<Transaction> lines = new ArrayList<>();
        for (Accrual accrual : accruals) {
            Posting.Estimated estimate = accrual.estimate();
            for (int i = 0; i < accrual.months().size(); i++) {
                YearMonth month = accrual.months().get(i);
                BigDecimal amount = accrual.computed().get(i);
                if (amount.signum() != 0 && !book.actual(estimate.id(), new BookMonth(month))) {
                    lines.add(Transaction.of(
                            month + " benefit " + estimate.id(),
                            month.toString(),
                            Accounts.BENEFIT,
                            estimate.grade().name(),
                            estimate.metric() + " of " + estimate.initiative() + ", shown by "
                                    + estimate.experiment()
                                            .map(name -> "experiment " + name)
                                            .or(() -> estimate.study().map(Posting.Study::source))
                                            .orElse("nothing")
                                    + (instead.contains(estimate.id())
                                            ? "; posted, in place of what it gives by itself"
                                            : ""),
                            "clearing.value",
                            Accounts.GRADED + estimate.grade(),
                            amount));
                }
            }
        }
        return lines;
    }

    private Optional<Accrual> accrual(HandBook.Line line) {
        Posting.Estimated estimate = line.estimate();
        Optional<DerivedEstimates.Earner> earner = Optional.ofNullable(derived.get(estimate.id()));
        Optional<Estimate> effect = earner.map(DerivedEstimates.Earner::effect).or(() -> effect(estimate));
        if (effect.isEmpty()) {
            return Optional.empty();
        }
        LocalDate launched = line.launched().orElseThrow();
        YearMonth first = YearMonth.from(launched.getDayOfMonth() == 1 ? launched : launched.plusMonths(1));
        LocalDate valued = estimate.unitValue().until().plusDays(1);
        LocalDate stop = line.ended().filter(valued::isAfter).orElse(valued);
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = first;
                new BookMonth(month).isOverAt(asOf) && month.atDay(1).isBefore(stop);
                month = month.plusMonths(1)) {
            months.add(month);
        }
        if (months.isEmpty()) {
            return Optional.empty();
        }
        List<Double> known = known(estimate, effect.get(), months.size());
        List<BigDecimal> claimed = new ArrayList<>();
        List<BigDecimal> computed = new ArrayList<>();
        List<BigDecimal> booked = new ArrayList<>();
        for (int i = 0; i < months.size(); i++) {
            YearMonth month = months.get(i);
            double reached = earner.map(one -> one.reached(month)).orElse(1.0);
            double amount = known.get(i) * reached * share(month, stop);
            claimed.add(cents(amount));
            computed.add(cents(amount * overlap(line, month)));
            booked.add(posted(estimate.id(), month).orElse(computed.get(i)));
        }
        return Optional.of(new Accrual(
                estimate,
                effect.get(),
                line(
                        estimate,
                        effect.get(),
                        uncertain(estimate.unitValue()),
                        estimate.decay()
                                .map(decay -> new Uncertain.Triangle(decay.low(), decay.halfLifeDays(), decay.high()))),
                months,
                claimed,
                computed,
                booked));
    }

    private static BigDecimal cents(double amount) {
        return BigDecimal.valueOf(amount).setScale(DIGITS, RoundingMode.HALF_EVEN);
    }

    private Optional<BigDecimal> posted(String estimate, YearMonth month) {
        return book.booked().stream()
                .filter(one -> one.estimate().filter(estimate::equals).isPresent()
                        && one.reverses().isEmpty()
                        && one.period().month().equals(month)
                        && !book.isReversed(one.id()))
                .map(one -> Stream.of(Grade.values())
                        .map(grade -> Accounts.benefit(one.postings(), grade))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .findFirst();
    }

    /** The part of a month before the day from which nothing accrues. */
    private static double share(YearMonth month, LocalDate stop) {
        long days = ChronoUnit.DAYS.between(month.atDay(1), stop);
        return Math.min(1, (double) days / month.lengthOfMonth());
    }

    /** What a holdout left of launches that share what they move; verified lines are not touched. */
    private double overlap(HandBook.Line line, YearMonth month) {
        Optional<String> group = line.estimate().overlapGroup();
        if (line.state() == EstimateState.VERIFIED || group.isEmpty()) {
            return 1;
        }
        return book.reconciliations().stream()
                .filter(one -> one.overlapGroup().equals(group.get())
                        && !one.from().month().isAfter(month))
                .reduce((older, newer) -> newer)
                .map(Posting.Reconciliation::factor)
                .orElse(1.0);
    }

    /** The effect on one unit: as posted, or as the experiment shows it; pulled towards what others on the metric showed. */
    private Optional<Estimate> effect(Posting.Estimated estimate) {
        Optional<Estimate> raw = estimate.mean()
                .map(mean -> around(mean, estimate.se().orElseThrow()))
                .or(() -> estimate.experiment()
                        .flatMap(name -> Optional.ofNullable(experiments.get(name)))
                        .flatMap(readout -> PostingRules.effect(readout, estimate.metric())));
        List<Estimate> others = experiments.values().stream()
                .flatMap(readout -> PostingRules.effect(readout, estimate.metric()).stream())
                .toList();
        if (others.size() < DerivedEstimates.FEWEST) {
            return raw;
        }
        var spread = new PauleMandel(
                others.stream().mapToDouble(Estimate::estimate).toArray(),
                others.stream().mapToDouble(Accruals::error).toArray());
        return raw.map(
                found -> spread.shrunk(found.estimate(), error(found)).found().orElse(found));
    }

    private static Estimate around(double mean, double error) {
        double half = Normal.upperQuantile(.025) * error;
        return new Estimate(mean, mean - half, mean + half, 0, "posted");
    }

    private static double error(Estimate estimate) {
        return (estimate.high() - estimate.low()) / 2 / Normal.upperQuantile(.025);
    }

    private static List<Double> known(Posting.Estimated estimate, Estimate effect, int months) {
        var line = line(
                estimate,
                new Estimate(effect.estimate(), effect.estimate(), effect.estimate(), 0, "known"),
                new Uncertain.Known(estimate.unitValue().amount().value().doubleValue()),
                estimate.decay().map(decay -> new Uncertain.Known(decay.halfLifeDays())));
        return RoiForecast.simulate(new RoiForecast.Plan(List.of(line), List.of(), months, 0), 1, 0)
                .benefits(.95)
                .stream()
                .skip(1)
                .map(Estimate::estimate)
                .toList();
    }

    private static Uncertain uncertain(Posting.UnitValue value) {
        double amount = value.amount().value().doubleValue();
        return value.low().isPresent()
                ? new Uncertain.Triangle(value.low().get(), amount, value.high().orElseThrow())
                : new Uncertain.Known(amount);
    }

    /** Names let two estimates of one experiment, or with one unit value, share the draw. */
    private static BenefitLine line(
            Posting.Estimated estimate, Estimate effect, Uncertain value, Optional<? extends Uncertain> halfLife) {
        String evidence = estimate.experiment().orElse(estimate.id());
        BenefitLine line = BenefitLine.of(
                        estimate.id(),
                        estimate.population(),
                        new Quantity(
                                "effect " + evidence + " " + estimate.metric(),
                                new Uncertain.Gaussian(effect.estimate(), error(effect))),
                        new Quantity(
                                "value " + estimate.metric() + " "
                                        + estimate.unitValue().source(),
                                value))
                .from(0, estimate.coverage());
        return halfLife.map(days -> line.decaying(new Quantity("half-life " + estimate.id(), months(days))))
                .orElse(line);
    }

    private static Uncertain months(Uncertain days) {
        return days instanceof Uncertain.Triangle fade
                ? new Uncertain.Triangle(
                        fade.low() / DAYS_IN_A_MONTH, fade.mode() / DAYS_IN_A_MONTH, fade.high() / DAYS_IN_A_MONTH)
                : new Uncertain.Known(((Uncertain.Known) days).value() / DAYS_IN_A_MONTH);
    }
}
