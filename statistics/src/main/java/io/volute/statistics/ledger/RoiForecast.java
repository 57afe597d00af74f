package io.volute.statistics.ledger;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.random.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an investment may earn and cost, as paths: everything uncertain is drawn once for each path. Path i of a seed is
 * the same whatever the number of paths, and a line that is added changes no other. Immutable.
 */
public final class RoiForecast {

    /** Fewer effective paths than this say nothing. */
    public static final double EFFECTIVE_MIN = 50;

    private final Plan plan;
    private final double[][] benefits;
    private final double[][] costs;
    private final double[] factors;
    private final NetPaths net;

    /**
     * What is forecast.
     *
     * @param lines benefits
     * @param costs costs
     * @param horizon last period, counted from 0
     * @param discount rate for one period
     */
    public record Plan(List<BenefitLine> lines, List<CostPlan> costs, int horizon, double discount) {

        /** @throws IllegalArgumentException if the horizon is below 1 or the rate not a rate */
        public Plan {
            lines = List.copyOf(lines);
            costs = List.copyOf(costs);
            if (horizon < 1 || !(discount > -1) || Double.isInfinite(discount)) {
                throw new IllegalArgumentException("forecast: horizon " + horizon + ", discount " + discount
                        + " (expected: at least one period, a rate above -1)");
            }
        }
    }

    /**
     * A period whose benefit was measured.
     *
     * @param period counted from 0
     * @param benefit measured, not discounted
     * @param error its standard error, above 0
     */
    public record Observed(int period, double benefit, double error) {

        /** @throws IllegalArgumentException if a value is not finite or the error not above 0 */
        public Observed {
            if (period < 0 || !Double.isFinite(benefit + error) || !(error > 0)) {
                throw new IllegalArgumentException("observed in period " + period + ": " + benefit + ", error " + error
                        + " (expected: finite, error above 0)");
            }
        }
    }

    /**
     * What the books say by the end of a period. The errors of a period's benefit and the next one's go together, for one
     * effect earns both, so their sum counts and not each for itself: that would pretend to know more with every month.
     *
     * @param benefit measured from period 1 on, in sum, not discounted
     * @param error its standard error, above 0
     * @param spent in period 0, 1, 2 …, up to the newest one that is over
     */
    public record Booked(double benefit, double error, List<Double> spent) {

        /** @throws IllegalArgumentException if a value is not finite, the error not above 0, or no period is over */
        public Booked {
            spent = List.copyOf(spent);
            if (!Double.isFinite(benefit + error) || !(error > 0) || spent.size() < 2) {
                throw new IllegalArgumentException("booked " + benefit + ", error " + error + ", " + spent.size()
                        + " periods (expected: finite, error above 0, period 0 and one that is over)");
            }
        }

        /** The newest period that is over. */
        public int through() {
            return spent.size() - 1;
        }
    }

    /**
     * A forecast that has seen the first periods.
     *
     * @param effectivePaths {@code (sum w)^2 / sum w^2} of the paths' weights
     * @param forecast the paths that go with what was seen; empty below {@value RoiForecast#EFFECTIVE_MIN} effective ones
     */
    public record Narrowed(double effectivePaths, Optional<RoiForecast> forecast) {

        /** Why there is none. */
        public Optional<Refused> refusal() {
            return forecast.isPresent()
                    ? Optional.empty()
                    : Optional.of(new Refused(
                            "unlike-forecast",
                            "what was seen is unlike what was forecast: " + Math.round(effectivePaths)
                                    + " effective paths (expected: >= " + Math.round(EFFECTIVE_MIN) + ")",
                            "state wider assumptions and forecast anew, or draw more paths"));
        }
    }

    private RoiForecast(Plan plan, double[][] benefits, double[][] costs) {
        this.plan = plan;
        this.benefits = benefits;
        this.costs = costs;
        this.factors = new double[plan.horizon() + 1];
        for (int t = 0; t < factors.length; t++) {
            factors[t] = StrictMath.pow(1 + plan.discount(), -t);
        }
        double[][] paths = new double[benefits.length][];
        for (int i = 0; i < paths.length; i++) {
            paths[i] = new double[plan.horizon() + 1];
            double sum = 0;
            for (int t = 0; t <= plan.horizon(); t++) {
                sum += (benefits[i][t] - costs[i][t]) * factors[t];
                paths[i][t] = sum;
            }
        }
        this.net = NetPaths.of(paths);
    }

    /**
     * Draws paths, usually 10,000.
     *
     * @throws IllegalArgumentException without paths, or if a benefit comes out infinite
     */
    public static RoiForecast simulate(Plan plan, int paths, long seed) {
        if (paths < 1) {
            throw new IllegalArgumentException("paths: " + paths + " (expected: >= 1)");
        }
        double[][] benefits = new double[paths][plan.horizon() + 1];
        double[][] costs = new double[paths][plan.horizon() + 1];
        for (int i = 0; i < paths; i++) {
            for (BenefitLine line : plan.lines()) {
                line.addTo(benefits[i], i, seed);
            }
            for (CostPlan cost : plan.costs()) {
                cost.addTo(costs[i], i, seed);
            }
        }
        return new RoiForecast(plan, benefits, costs);
    }

    /** Discounted net value, cumulative. */
    public NetPaths net() {
        return net;
    }

    /** Benefit of a path in a period, not discounted. */
    public double benefit(int path, int period) {
        return benefits[path][period];
    }

    /** Cost of a path in a period, not discounted. */
    public double cost(int path, int period) {
        return costs[path][period];
    }

    /**
     * Benefit of each period by itself, not discounted: median over paths with the quantiles that hold the share given;
     * to be held against what was measured.
     */
    public List<Estimate> benefits(double coverage) {
        return NetPaths.of(benefits.clone()).medians(coverage);
    }

    /**
     * Net value over cost at the horizon, both discounted: median over paths with the quantiles that hold the share
     * given; method {@code paths-median}; n counts paths.
     *
     * @return refused with code {@code no-cost} where nothing is spent
     */
    public Figure roi(double coverage) {
        double[] roi = new double[benefits.length];
        for (int i = 0; i < roi.length; i++) {
            double cost = 0;
            for (int t = 0; t <= plan.horizon(); t++) {
                cost += costs[i][t] * factors[t];
            }
            if (!(cost > 0)) {
                return new Refused(
                        "no-cost",
                        "return on investment: cost 0 (expected: above 0)",
                        "post what was spent: people, data, compute");
            }
            roi[i] = net.at(i, plan.horizon()) / cost;
        }
        Arrays.sort(roi);
        double tail = (1 - coverage) / 2;
        return new Estimate(
                Bootstrap.quantile(roi, .5),
                Bootstrap.quantile(roi, tail),
                Bootstrap.quantile(roi, 1 - tail),
                roi.length,
                "paths-median");
    }

    /**
     * The forecast given the periods that were measured: paths count as much as they go with them, and are drawn anew by
     * that weight, evenly spaced, so that every figure narrows as periods come in.
     *
     * @param seed where the even spacing begins
     * @throws IllegalArgumentException if a period lies beyond the horizon
     */
    public Narrowed given(List<Observed> observed, long seed) {
        double[] logs = new double[benefits.length];
        for (int i = 0; i < logs.length; i++) {
            for (Observed one : observed) {
                requireWithin(one.period());
                double z = (benefits[i][one.period()] - one.benefit()) / one.error();
                logs[i] -= z * z / 2;
            }
        }
        return weighed(logs, costs, seed);
    }

    /**
     * The forecast given what is booked: paths count as much as their benefit by now goes with it, and what was spent takes
     * the place of what was to be.
     *
     * @param seed where the even spacing begins
     * @throws IllegalArgumentException if more periods are over than were forecast
     */
    public Narrowed given(Booked booked, long seed) {
        requireWithin(booked.through());
        double[] logs = new double[benefits.length];
        double[][] known = new double[costs.length][];
        for (int i = 0; i < logs.length; i++) {
            double sum = 0;
            known[i] = costs[i].clone();
            for (int t = 0; t <= booked.through(); t++) {
                sum += benefits[i][t];
                known[i][t] = booked.spent().get(t);
            }
            double z = (sum - booked.benefit()) / booked.error();
            logs[i] = -z * z / 2;
        }
        return weighed(logs, known, seed);
    }

    private void requireWithin(int period) {
        if (period > plan.horizon()) {
            throw new IllegalArgumentException(
                    "observed period: " + period + " (expected: up to " + plan.horizon() + ")");
        }
    }

    private Narrowed weighed(double[] logs, double[][] costs, long seed) {
        int n = benefits.length;
        double largest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            largest = Math.max(largest, log);
        }
        double sum = 0;
        double squares = 0;
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            weights[i] = StrictMath.exp(logs[i] - largest);
            sum += weights[i];
            squares += weights[i] * weights[i];
        }
        double effective = sum * sum / squares;
        if (!(effective >= EFFECTIVE_MIN)) {
            return new Narrowed(effective, Optional.empty());
        }
        double[][] kept = new double[n][];
        double[][] spent = new double[n][];
        double next = Draws.of(seed).uniform() * sum / n;
        double reached = 0;
        int drawn = 0;
        for (int i = 0; i < n && drawn < n; i++) {
            reached += weights[i];
            while (drawn < n && (next < reached || i == n - 1)) {
                kept[drawn] = benefits[i];
                spent[drawn++] = costs[i];
                next += sum / n;
            }
        }
        return new Narrowed(effective, Optional.of(new RoiForecast(plan, kept, spent)));
    }
}
