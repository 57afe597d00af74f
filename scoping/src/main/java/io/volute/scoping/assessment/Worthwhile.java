package io.volute.scoping.assessment;

import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assessment.ValueCurve.Point;
import io.volute.core.contract.scoping.Forecast;
import io.volute.core.text.Numbers;
import io.volute.scoping.objective.DecisionSpec;
import io.volute.scoping.objective.InvestmentSpec;
import io.volute.scoping.objective.PriorSpec;
import io.volute.statistics.Estimate;
import io.volute.statistics.value.QualityPrior;
import io.volute.statistics.value.ValueCurve;
import io.volute.statistics.value.Worth;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a model is worth over the horizon against today's rule, at each quality: acting on a unit with the event avoids a
 * miss, each action has its price, and never acting is where value is counted from.
 *
 * @param price building and running it over the horizon
 * @param rule value of today's rule, against never acting
 * @param breakEven least AUC whose value reaches rule and price; absent where not even a perfect model does
 * @param prior what is believed of the quality; absent where nobody says and no model was tried
 * @param believed the same in words
 */
record Worthwhile(
        ValueCurve curve,
        String currency,
        double price,
        double rule,
        Optional<Double> breakEven,
        Optional<QualityPrior> prior,
        String believed) {
    /** Empty without declared costs, and where acting never pays. */
    static Optional<Worthwhile> of(Known known, Decided decided) {
        double base = decided.base();
        if (known.declared().investment().isEmpty() || !(base > 0 && base < 1) || !(decided.decisions() > 0)) {
            return Optional.empty();
        }
        double act = decided.costs().act().doubleValue();
        double miss = decided.costs().miss().doubleValue();
        double capacity = known.declared()
                .decision()
                .flatMap(DecisionSpec::capacity)
                .map(BigDecimal::doubleValue)
                .map(month -> month * decided.months())
                .orElse(Double.POSITIVE_INFINITY);
        var curve = new ValueCurve(decided.decisions(), base, miss, 0, act, capacity);
        double price = price(known.declared().investment().get(), decided.months());
        double rule = decided.decisions() * (base * miss - decided.cost());
        var least = curve.breakEven(Math.max(0, rule + price));
        Optional<Estimate> tried = tried(known);
        Optional<PriorSpec> said = known.declared().prior();
        Optional<QualityPrior> prior = tried.map(auc -> QualityPrior.ofInterval(auc.estimate(), auc.low(), auc.high()))
                .or(() -> said.flatMap(
                        spec -> spec.auc().map(auc -> QualityPrior.ofInterval(auc, spec.low(), spec.high()))));
        String believed = tried.map(auc -> "an AUC of " + Numbers.plain(auc) + " as the last turn's model had")
                .or(() -> said.flatMap(spec -> spec.auc()
                        .map(auc -> "an AUC of " + Numbers.plain(auc) + " (" + Numbers.plain(spec.low()) + " … "
                                + Numbers.plain(spec.high()) + ") expected, by " + spec.source())))
                .orElse("");
        return Optional.of(new Worthwhile(
                curve,
                decided.costs().currency(),
                price,
                rule,
                least.isPresent() ? Optional.of(least.getAsDouble()) : Optional.empty(),
                prior,
                believed));
    }

    /** Building, running and renewing it for so many months, without any learning. */
    static double price(InvestmentSpec investment, int months) {
        int every = investment.releaseMonths();
        int releases = every == 0 ? 0 : (months - 1) / every;
        return investment.build().doubleValue()
                + months * investment.month().doubleValue()
                + releases * investment.release().doubleValue();
    }

    /** The model that was tried says more than what was said before; only where its interval is one of a quality. */
    private static Optional<Estimate> tried(Known known) {
        return known.earlier()
                .chosen()
                .flatMap(score -> score.metric(Evaluation.AUC).found())
                .filter(auc ->
                        0 < auc.low() && auc.low() < auc.estimate() && auc.estimate() < auc.high() && auc.high() < 1);
    }

    /** Net value of building it, at a quality. */
    private double net(double quality) {
        return curve.value(Math.max(.5, quality)) - rule - price;
    }

    /** Chance that it is worth its cost. */
    Optional<Double> chance() {
        return prior.map(quality -> breakEven.map(quality::chanceAtLeast).orElse(0.0));
    }

    /** What knowing the quality before the decision is worth, net value taken to be normal. */
    Optional<Double> evpi() {
        return prior.map(quality -> {
            double mean = quality.mean(this::net);
            double square = quality.mean(q -> net(q) * net(q));
            return Worth.perfectInformation(mean, Math.sqrt(Math.max(0, square - mean * mean)));
        });
    }

    Assessment.ValueCurve shown() {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i <= 10; i++) {
            double quality = (10 + i) / 20.0;
            points.add(new Point(quality, curve.value(quality) - rule));
        }
        return new Assessment.ValueCurve("auc", currency, points, breakEven, curve.value(1) - rule, evpi());
    }

    /**
     * The path that is expected: quality, maturity and learning are drawn once for each path. Kept as it was made, so that
     * it can be held against what happened.
     *
     * @param share of the units that the model decides
     * @return empty where nobody says how good a model may be
     */
    Optional<Forecast> forecast(Known known, Decided decided, double share) {
        Optional<InvestmentSpec> investment = known.declared().investment();
        if (prior.isEmpty() || investment.isEmpty()) {
            return Optional.empty();
        }
        double mean = prior.get().mean(quality -> net(quality) + price) / decided.months();
        double square = prior.get().mean(quality -> StrictMath.pow((net(quality) + price) / decided.months(), 2));
        return Optional.of(new ForecastPath(known.asOf(), investment.get(), decided.months())
                .forecast(currency, mean, Math.sqrt(Math.max(0, square - mean * mean)), share));
    }
}
