package io.volute.businessanalysis.ledger;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.spec.Named;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What people append to the ledger by hand. */
public sealed interface Posting {
    /** Unique in the project's ledger. */
    String id();

    /** Money spent: as an amount, or as a quantity times a rate. */
    record Cost(
            @Doc("unique, such as c-118") @Named String id,

            @Doc("what it was spent for, such as home-rank") @Named
            String initiative,

            @Doc("the month it belongs to, such as 2026-06") BookMonth period,

            @Doc("people, labels, data, train, serve, storage, licence, incident, exploration or delay")
            CostSpec.Kind kind,

            @Doc("what was spent, such as 1200.00 EUR; or quantity and rate")
            Optional<Amount> amount,

            @Doc("how much was used, such as 41.5 cpu_h") Optional<Amount> quantity,
            @Doc("price of one, such as 0.06 EUR") Optional<Amount> rate,

            @Doc("dated rate into the currency of the books")
            Optional<Exchange> exchange,

            @Doc("the run that used it") Optional<String> run,
            @Doc("where the amount comes from") Optional<String> source,
            @Doc("account, cost.<kind> unless said") Optional<String> debit,
            @Doc("account, clearing.<kind> unless said") Optional<String> credit,
            @Doc("all sides, in place of debit and credit") Optional<List<Side>> postings)
            implements Posting {
        /** Checks that there is one amount. */
        public Cost {
            boolean product = quantity.isPresent() && rate.isPresent();
            if (quantity.isPresent() != rate.isPresent()) {
                throw new IllegalArgumentException("quantity: needs a rate, and a rate a quantity");
            }
            int given = (amount.isPresent() ? 1 : 0) + (product ? 1 : 0) + (postings.isPresent() ? 1 : 0);
            if (given != 1) {
                throw new IllegalArgumentException("amount: " + (given == 0 ? "none" : "said twice")
                        + " (expected: one of amount, quantity with rate, postings)");
            }
            postings = postings.map(List::copyOf);
        }
    }

    /** One side of a transaction: debit positive, credit negative. */
    record Side(
            @Doc("such as cost.people") String account,
            @Doc("such as -1200.00 EUR") Amount amount) {}

    /** A dated rate between currencies. */
    record Exchange(
            @Doc("what one of the amount's currency was worth in the currency of the books")
            BigDecimal rate,

            @Doc("the day of the rate") LocalDate on,
            @Doc("whose rate it is") String source) {
        /** Checks. */
        public Exchange {
            if (rate.signum() <= 0) {
                throw new IllegalArgumentException("rate: " + rate.toPlainString() + " (expected: above 0)");
            }
        }
    }

    /** An effect on a metric with what it is worth: it accrues month by month once it is launched. */
    record Estimated(
            @Doc("unique, such as b-031") @Named String id,
            @Doc("such as home-rank") @Named String initiative,
            @Doc("the model, such as ranker:7") Optional<String> model,

            @Doc("the experiment of this project that shows it")
            Optional<String> experiment,

            @Doc("in place of an experiment, the study") Optional<Study> study,

            @Doc("the metric that moves, such as take-rate@3")
            String metric,

            @Doc("effect for one eligible unit; the experiment's unless said")
            Optional<Double> mean,

            @Doc("its standard error") Optional<Double> se,
            @Doc("A, B, C or D") Grade grade,

            @Doc("hypothesised, projected or measured; moved on by states")
            EstimateState state,

            @Doc("eligible units in a month") double population,
            @Doc("share of them that gets it") @Default("1") double coverage,
            @Doc("what one unit of the metric is worth") UnitValue unitValue,
            @Doc("how it fades") Optional<Decay> decay,
            @Doc("launches that share what they move") Optional<String> overlapGroup,

            @Doc("the day by which a holdout shall have confirmed it")
            Optional<LocalDate> verifyBy)
            implements Posting {
        /** Checks ranges. */
        public Estimated {
            above(population, "population", 1e15);
            above(coverage, "coverage", 1);
            se.ifPresent(error -> above(error, "se", 1e15));
            if (mean.isPresent() != se.isPresent()) {
                throw new IllegalArgumentException("mean: needs se, and se a mean");
            }
        }
    }

    /** What one unit of a metric is worth, until when. */
    record UnitValue(
            @Doc("such as 0.05 EUR") Amount amount,
            @Doc("lower end, 95 %") Optional<Double> low,
            @Doc("upper end, 95 %") Optional<Double> high,
            @Doc("whose figure it is") String source,
            @Doc("last day on which it holds") LocalDate until) {
        /** Checks the interval. */
        public UnitValue {
            double value = amount.value().doubleValue();
            if (low.isPresent() != high.isPresent() || (low.isPresent() && (low.get() > value || high.get() < value))) {
                throw new IllegalArgumentException("low: low and high enclose the amount, or neither is said");
            }
        }
    }

    /** How fast a benefit fades. */
    record Decay(
            @Doc("days until half of it is left") double halfLifeDays,
            @Doc("lower end, 95 %") double low,
            @Doc("upper end, 95 %") double high) {
        /** Checks the interval. */
        public Decay {
            if (!(low > 0 && low <= halfLifeDays && halfLifeDays <= high)) {
                throw new IllegalArgumentException(
                        "half-life-days: " + halfLifeDays + " (expected: above 0, between low and high)");
            }
        }
    }

    /** Evidence without an experiment. */
    record Study(
            @Doc("full-information, difference-in-differences, interrupted-series, synthetic-control, weighting,"
                    + " observation or projection")
            Method method,

            @Doc("where it can be read") String source,

            @Doc("whether placebo dates and outcomes stayed silent") @Default("false")
            boolean refutersPassed) {
        /** The grade that it may bear at best. */
        public Grade best() {
            return method.best == Grade.B && !refutersPassed ? Grade.C : method.best;
        }

        /** How a study was made. */
        public enum Method {
            /** The truth of a row gives the cost of every action. */
            FULL_INFORMATION(Grade.A),
            /** Two groups, before and after. */
            DIFFERENCE_IN_DIFFERENCES(Grade.B),
            /** A series against its own past. */
            INTERRUPTED_SERIES(Grade.B),
            /** Against a mixture of others. */
            SYNTHETIC_CONTROL(Grade.B),
            /** By propensities. */
            WEIGHTING(Grade.B),
            /** Something was seen. */
            OBSERVATION(Grade.C),
            /** A model says so. */
            PROJECTION(Grade.D);

            private final Grade best;

            Method(Grade best) {
                this.best = best;
            }
        }
    }

    /** Money that an estimate brought in a month, in place of what the ledger computes for it. */
    record Benefit(
            @Doc("unique, such as p-204") @Named String id,
            @Doc("the estimate that it belongs to") String estimate,
            @Doc("the month it belongs to, such as 2026-07") BookMonth period,

            @Doc("what was earned, such as 31200.00 EUR; or postings")
            Optional<Amount> amount,

            @Doc("dated rate into the currency of the books")
            Optional<Exchange> exchange,

            @Doc("where the amount comes from") Optional<String> source,
            @Doc("account, clearing.value unless said") Optional<String> debit,
            @Doc("account, benefit.<grade> unless said") Optional<String> credit,
            @Doc("all sides, in place of debit and credit") Optional<List<Side>> postings)
            implements Posting {
        /** Checks that there is one amount. */
        public Benefit {
            if (amount.isPresent() == postings.isPresent()) {
                throw new IllegalArgumentException("amount: expected one of amount, postings");
            }
            postings = postings.map(List::copyOf);
        }
    }

    /** An estimate that goes on to its next state. */
    record Moved(
            @Doc("the estimate, or an experiment on the objective's metric that shipped: its estimate is derived")
            String estimate,

            @Doc("launched, verified or expired, or the next one before them")
            EstimateState to,

            @Doc("the day on which it did") LocalDate on,
            @Doc("what shows it") Optional<String> evidence,

            @Doc("of an experiment that is launched: what it is part of; its own name unless said")
            Optional<String> initiative,

            @Doc(
                    "of an experiment that is launched: share of the units that gets it; all but its control arm unless said")
            Optional<Double> coverage,

            @Doc("of an experiment that is launched: how it fades")
            Optional<Decay> decay,

            @Doc("of an experiment that is launched: launches that share what they move")
            Optional<String> overlapGroup)
            implements Posting {
        /** Checks ranges. */
        public Moved {
            coverage.ifPresent(share -> above(share, "coverage", 1));
        }

        /** Of an estimate that was posted. */
        public Moved(String estimate, EstimateState to, LocalDate on, Optional<String> evidence) {
            this(estimate, to, on, evidence, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** Whether it says what only the launch of an experiment may say. */
        boolean hasTerms() {
            return initiative.isPresent() || coverage.isPresent() || decay.isPresent() || overlapGroup.isPresent();
        }

        @Override
        public String id() {
            return estimate + " " + to.text();
        }
    }

    /**
     * Something taken back.
     *
     * @param of the transaction or the estimate
     * @param reason for the record
     * @param on the day; nothing accrues from then on
     */
    record Reversal(String of, String reason, LocalDate on) implements Posting {
        @Override
        public String id() {
            return "reversal of " + of;
        }
    }

    /**
     * A period that nobody changes any more.
     *
     * @param period the month
     * @param digest of its derived lines
     */
    record Closing(BookMonth period, String digest) implements Posting {
        @Override
        public String id() {
            return "closing of " + period;
        }
    }

    /**
     * What a holdout says of launches that share what they move.
     *
     * @param overlapGroup the launches
     * @param from first month
     * @param to last month
     * @param total what the holdout shows for these months
     * @param lines what the lines add up to
     * @param factor total / lines, for lines that are not verified
     * @param low of the factor, 95 %
     * @param high of the factor
     * @param source of the holdout
     */
    record Reconciliation(
            String overlapGroup,
            BookMonth from,
            BookMonth to,
            BigDecimal total,
            BigDecimal lines,
            double factor,
            double low,
            double high,
            String source)
            implements Posting {
        @Override
        public String id() {
            return "reconciliation of " + overlapGroup + " " + from + " " + to;
        }
    }

    private static void above(double value, String name, double most) {
        if (!(value > 0 && value <= most)) {
            throw new IllegalArgumentException(
                    name + ": " + value + " (expected: above 0" + (most == 1 ? ", at most 1" : "") + ")");
        }
    }
}
