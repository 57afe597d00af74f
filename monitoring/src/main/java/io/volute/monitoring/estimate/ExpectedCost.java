package io.volute.monitoring.estimate;

import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.PoissonBinomial;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Confidence-based estimation for a decision with costs: the expected number of events among rows is the sum of their
 * probabilities, so the expected cost is what acting costs plus {@code sum p} over the rows left alone times the cost of a
 * miss. The interval covers the realised figure in 95 of 100 slots if the probabilities are right and rows independent:
 * quantiles of the exact distribution of the number of events (Poisson binomial), chance alone. Method
 * {@code cbpe}.
 */
final class ExpectedCost implements PerformanceEstimator {
    static final String METHOD = "cbpe";
    static final String ASSUMPTION =
            "holds while the model's probabilities are right; a change in what causes the event goes unseen until labels"
                    + " come";
    private static final double TAIL = .025;

    @Inject
    ExpectedCost() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return ExpectedCostOptions.class;
    }

    @Override
    public Expectation estimate(ScoredDecisions decisions, Optional<DecisionCosts> costs, Record options) {
        int needed = ((ExpectedCostOptions) options).minRows();
        int n = decisions.rows();
        if (n < needed) {
            Refused why = Refused.tooFew("scored rows", n, needed);
            return new Expectation(why, why, why, ASSUMPTION);
        }
        return new Expectation(
                events(decisions, row -> false, 0, 1.0 / n),
                cost(decisions, decisions::modelActs, costs),
                cost(decisions, decisions::ruleActs, costs),
                ASSUMPTION);
    }

    private static Figure cost(ScoredDecisions decisions, IntPredicate acts, Optional<DecisionCosts> declared) {
        if (declared.isEmpty()) {
            return Undeclared.noCosts();
        }
        if (!decisions.decided()) {
            return Undeclared.nobodyDecided();
        }
        DecisionCosts costs = declared.get();
        int n = decisions.rows();
        long acted = IntStream.range(0, n).filter(acts).count();
        return events(
                decisions,
                acts,
                acted * costs.act().doubleValue() / n,
                costs.miss().doubleValue() / n);
    }

    /** {@code fixed + each * events} over the rows that are not excluded. */
    private static Figure events(ScoredDecisions decisions, IntPredicate excluded, double fixed, double each) {
        double[] probabilities = IntStream.range(0, decisions.rows())
                .filter(excluded.negate())
                .mapToDouble(decisions::probability)
                .toArray();
        PoissonBinomial events = PoissonBinomial.of(probabilities);
        return new Estimate(
                fixed + each * events.mean(),
                fixed + each * events.quantile(TAIL),
                fixed + each * events.quantile(1 - TAIL),
                decisions.rows(),
                METHOD);
    }
}
