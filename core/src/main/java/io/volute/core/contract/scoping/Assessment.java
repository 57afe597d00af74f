package io.volute.core.contract.scoping;

import io.volute.core.stage.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether it is worth starting, computed on data.
 *
 * @param asOf the date that it was made as of: the date of the pass
 * @param checks one per question asked
 * @param conditions what GO_IF depends on
 * @param verdict GO, GO_IF or STOP
 * @param valueCurve what a model would be worth at each quality; absent where nothing says what decisions are worth
 * @param forecast cumulative net value by month, as the scope expects it; absent without a value or without costs
 * @param expiry first day on which a condition is due or a waiver no longer holds; absent without either
 * @param link how the model's metric is known to move the business metric; absent until something was tried
 */
public record Assessment(
        Instant asOf,
        List<ScopeCheck> checks,
        List<Condition> conditions,
        Verdict verdict,
        Optional<ValueCurve> valueCurve,
        Optional<List<ForecastMonth>> forecast,
        Optional<LocalDate> expiry,
        Optional<LinkEvidence> link) {
    /** Copies. */
    public Assessment {
        checks = List.copyOf(checks);
        conditions = List.copyOf(conditions);
        forecast = forecast.map(List::copyOf);
    }

    /** Before anything was tried. */
    public Assessment(
            Instant asOf,
            List<ScopeCheck> checks,
            List<Condition> conditions,
            Verdict verdict,
            Optional<ValueCurve> valueCurve,
            Optional<List<ForecastMonth>> forecast,
            Optional<LocalDate> expiry) {
        this(asOf, checks, conditions, verdict, valueCurve, forecast, expiry, Optional.empty());
    }

    /** Without a value curve and without a forecast. */
    public Assessment(Instant asOf, List<ScopeCheck> checks, List<Condition> conditions, Verdict verdict) {
        this(asOf, checks, conditions, verdict, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * One check.
     *
     * @param status PASS WARN FAIL UNKNOWN NOT_APPLICABLE WAIVED
     * @param value the answer, for people
     * @param remedy what would make it pass
     * @param measured the answer as numbers; absent where it is none
     * @param waiver who lets it be although it failed; only with WAIVED, or with FAIL once it no longer holds
     * @param changed limits that are not those that the check comes with; absent where none was changed
     */
    public record ScopeCheck(
            String id,
            String title,
            String status,
            String value,
            String remedy,
            Optional<Measured> measured,
            Optional<Waiver> waiver,
            Optional<List<ChangedLimit>> changed) {
        /** The question was answered as it should be. */
        public static final String PASS = "PASS";
        /** It deserves a look. */
        public static final String WARN = "WARN";
        /** It was answered as it should not be. */
        public static final String FAIL = "FAIL";
        /** The data or the declarations cannot say; never a pass. */
        public static final String UNKNOWN = "UNKNOWN";
        /** The question makes no sense here, for a reason. */
        public static final String NOT_APPLICABLE = "NOT_APPLICABLE";
        /** It failed and somebody lets it be for a time. */
        public static final String WAIVED = "WAIVED";

        /** Copies. */
        public ScopeCheck {
            changed = changed.map(List::copyOf);
        }

        /** In words alone. */
        public ScopeCheck(String id, String title, String status, String value, String remedy) {
            this(id, title, status, value, remedy, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The same with numbers. */
        public ScopeCheck with(Measured found) {
            return new ScopeCheck(id, title, status, value, remedy, Optional.of(found), waiver, changed);
        }

        /** The same with another status and who let it be. */
        public ScopeCheck waived(String newStatus, Waiver by) {
            return new ScopeCheck(id, title, newStatus, value, remedy, measured, Optional.of(by), changed);
        }

        /** The same with limits that are not those that the check comes with. */
        public ScopeCheck changed(List<ChangedLimit> limits) {
            return new ScopeCheck(id, title, status, value, remedy, measured, waiver, Optional.of(limits));
        }

        /** The answer, and which limits were changed. */
        public String told() {
            return value
                    + changed.map(limits -> limits.stream()
                                    .map(limit -> "; " + limit.words())
                                    .collect(Collectors.joining()))
                            .orElse("");
        }
    }

    /**
     * The answer of a check as numbers.
     *
     * @param value what was computed
     * @param low lower end of its interval, 95 % unless the title says otherwise; absent without one
     * @param high upper end
     * @param threshold what it was compared with; absent where nothing was
     */
    public record Measured(double value, Optional<Double> low, Optional<Double> high, Optional<Double> threshold) {}

    /**
     * A limit that the spec changed.
     *
     * @param measure what is held against it, as the spec names it
     * @param limit fail or warn
     * @param from the limit that the check comes with
     * @param to the limit that holds
     * @param loosened whether more is let through than before
     */
    public record ChangedLimit(String measure, String limit, double from, double to, boolean loosened) {
        /** {@code kappa fail 0.6 → 0.5, loosened}. */
        public String words() {
            return measure + " " + limit + " " + plain(from) + " → " + plain(to)
                    + (loosened ? ", loosened" : ", tightened");
        }

        /** As it was written. */
        public static String plain(double limit) {
            return Double.isFinite(limit)
                    ? BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString()
                    : String.valueOf(limit);
        }
    }

    /**
     * Somebody lets a failed check be.
     *
     * @param by who
     * @param reason why
     * @param until last day on which it holds
     */
    public record Waiver(String by, String reason, LocalDate until) {}

    /**
     * What has to happen, who sees to it.
     *
     * @param check the id of the check, requirement or missing key that it comes from
     * @param owner who sees to it
     * @param text what
     * @param due by when; absent in a draft, which nobody answers for
     */
    public record Condition(String check, String owner, String text, Optional<LocalDate> due) {
        /** Without a date. */
        public Condition(String check, String owner, String text) {
            this(check, owner, text, Optional.empty());
        }
    }

    /**
     * What a model would be worth at each quality, against today's rule, over the horizon.
     *
     * @param quality what quality is measured by: {@code auc}
     * @param unit of the values, an ISO currency code
     * @param points ascending by quality
     * @param breakEven least quality at which it is worth its cost; absent where none is
     * @param ceiling value of decisions without any error
     * @param evpi the most that it pays to spend on knowing the quality before deciding; absent without a prior
     */
    public record ValueCurve(
            String quality,
            String unit,
            List<Point> points,
            Optional<Double> breakEven,
            double ceiling,
            Optional<Double> evpi) {
        /** Copies. */
        public ValueCurve {
            points = List.copyOf(points);
        }

        /** Value at a quality. */
        public record Point(double q, double value) {}
    }

    /**
     * Cumulative net value at the end of a month.
     *
     * @param month counted in the calendar
     * @param net mean over paths
     * @param low lower end of the interval that holds 80 % of the paths
     * @param high upper end
     * @param probabilityBreakEven share of paths that have paid back by then
     */
    public record ForecastMonth(YearMonth month, double net, double low, double high, double probabilityBreakEven) {}
}
