package io.volute.scoping.assessment;

import io.volute.core.contract.businessanalysis.LearnedLink;
import io.volute.core.contract.businessanalysis.Lessons;
import io.volute.core.contract.businessanalysis.MetricHealth;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assessment.ValueCurve.Point;
import io.volute.core.contract.scoping.Forecast;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.UnitValue;
import io.volute.core.text.Numbers;
import io.volute.scoping.objective.InvestmentSpec;
import io.volute.scoping.objective.ObjectiveSpec.Recurs;
import io.volute.statistics.launch.Launches;
import io.volute.statistics.ledger.Uncertain;
import io.volute.statistics.value.EffectPrior;
import io.volute.statistics.value.EffectValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an effect on a metric over events is worth over the horizon. Effects count in the wanted direction and in the
 * metric's own unit, so that a metric that is to fall earns by falling.
 */
final class EffectWorth {
    private static final double DAYS_A_MONTH = 365.25 / 12;
    private static final int DAYS_COUNTED = 30;

    private final Known known;
    private final MeasuredObjective objective;

    /** What is believed of the next effect, and the same in words. */
    record Belief(EffectPrior prior, String words) {}

    EffectWorth(Known known) {
        this.known = known;
        this.objective = known.objective().measured().orElseThrow();
    }

    /** 1 where the metric is to rise, -1 where it is to fall. */
    int sign() {
        return objective.direction().equals("up") ? 1 : -1;
    }

    int months() {
        return known.objective().months();
    }

    /** The wanted effect. */
    Optional<Double> needed() {
        return known.stands().map(from -> Math.abs(known.objective().targetRelative() * from));
    }

    /** The most that the metric can get better: to what is declared, else to 0 where it is to fall. */
    Optional<Double> headroom() {
        Optional<Double> bound = known.declared().ceiling().map(ceiling -> ceiling.value());
        return known.stands()
                .flatMap(from -> bound.or(() -> sign() < 0 && from >= 0 ? Optional.of(0.0) : Optional.empty())
                        .map(best -> sign() * (best - from)));
    }

    /** What one unit of the metric is worth; empty where nobody says, or no longer. */
    Optional<UnitValue> unitValue() {
        return objective.value().filter(value -> !expired(value));
    }

    private boolean expired(UnitValue value) {
        return value.until()
                .filter(last -> last.isBefore(Days.of(known.asOf())))
                .isPresent();
    }

    /**
     * Units that the metric is over, in a month: those who come, where nobody comes back, else all who are there. The
     * ledger counts them likewise.
     */
    Optional<Double> unitsPerMonth() {
        boolean newcomers =
                known.declared().recurs().filter(Recurs.NEVER::equals).isPresent();
        return Optional.ofNullable(known.health().get(objective.metric()))
                .flatMap(health -> health.spread()
                        .map(spread -> newcomers
                                ? spread.unitsPerMonth() * DAYS_A_MONTH / DAYS_COUNTED
                                : withinAMonth(health, spread)))
                .filter(units -> units > 0);
    }

    /** Different units of the first 30 days of the log. */
    private static double withinAMonth(MetricHealth health, MetricHealth.Spread spread) {
        int days = spread.distinct().size();
        int before = days - health.coverage().map(MetricHealth.Coverage::days).orElse(days);
        return spread.distinct().get(Math.min(days, before + DAYS_COUNTED) - 1);
    }

    Optional<InvestmentSpec> investment() {
        return known.declared().investment();
    }

    /** Empty where something is missing, of which {@link #missing} names the first. */
    Optional<EffectValue> value() {
        return unitValue()
                .flatMap(value -> unitsPerMonth()
                        .flatMap(units -> investment()
                                .map(costs -> new EffectValue(
                                        units * months(),
                                        value.amount().doubleValue(),
                                        Worthwhile.price(costs, months())))));
    }

    /** What is missing to reckon in money, and what would bring it. */
    Optional<List<String>> missing() {
        if (objective.value().isEmpty()) {
            return Optional.of(List.of(
                    "nobody says what one unit of " + objective.metric() + " is worth",
                    "write objective.value: {per, amount, low, high, currency, source}"));
        }
        if (unitValue().isEmpty()) {
            return Optional.of(List.of(
                    "what one " + objective.value().get().per() + " is worth held until "
                            + objective.value().get().until().orElseThrow(),
                    "ask " + objective.value().get().source() + " anew, and write objective.value"));
        }
        if (unitsPerMonth().isEmpty()) {
            return Optional.of(List.of(
                    "nothing says how many " + known.objective().unit() + "s there are a month", "answer S1 first"));
        }
        return investment().isPresent()
                ? Optional.empty()
                : Optional.of(List.of(
                        "nobody says what it costs to build and run it",
                        "write scoping.investment: {build, month, owner, source}"));
    }

    /** What launches of the past teach says more than what somebody thinks. */
    Optional<Belief> belief() {
        return learned().or(this::said);
    }

    private Optional<Belief> learned() {
        Optional<LearnedLink> most = known.earlier().lessons().map(Lessons::links).orElse(List.of()).stream()
                .filter(link -> link.businessMetric().equals(objective.metric()))
                .filter(link -> link.used() >= Launches.LAUNCHES_MIN)
                .max(Comparator.comparingInt(LearnedLink::used));
        return most.flatMap(link -> link.priorMean()
                .found()
                .flatMap(mean -> link.priorVariance()
                        .found()
                        .flatMap(variance -> EffectPrior.ofLaunches(mean, variance))
                        .map(prior -> new Belief(
                                sign() > 0 ? prior : prior.negated(),
                                "effects as " + Numbers.count(mean.n()) + " past launches had, "
                                        + range(prior.mean(), prior.low(), prior.high())))));
    }

    private Optional<Belief> said() {
        return known.declared()
                .prior()
                .flatMap(spec -> spec.effect()
                        .flatMap(effect -> known.stands()
                                .map(Math::abs)
                                .filter(from -> from > 0)
                                .map(from -> {
                                    EffectPrior prior = EffectPrior.ofInterval(
                                            effect * from, spec.low() * from, spec.high() * from);
                                    return new Belief(
                                            sign() > 0 ? prior : prior.negated(),
                                            "an effect of "
                                                    + range(effect * from, spec.low() * from, spec.high() * from)
                                                    + " expected, by " + spec.source());
                                })));
    }

    private static String range(double mean, double low, double high) {
        return Numbers.fine(mean) + " (95 %: " + Numbers.fine(low) + " … " + Numbers.fine(high) + ")";
    }

    String money(double amount) {
        return Numbers.money(amount, objective.value().map(UnitValue::currency).orElse(""));
    }

    /** Absent without a value, and without an end to draw it to. */
    Optional<Assessment.ValueCurve> curve() {
        return value().flatMap(value -> headroom().filter(most -> most > 0).map(most -> {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i <= 10; i++) {
                double effect = most * i / 10;
                points.add(new Point(effect, value.value(effect)));
            }
            return new Assessment.ValueCurve(
                    "effect",
                    objective.value().map(UnitValue::currency).orElse(""),
                    points,
                    Optional.of(value.breakEven()).filter(least -> least <= most),
                    value.value(most),
                    belief().map(believed -> value.perfectInformation(believed.prior())));
        }));
    }

    /**
     * A month's benefit is units x effect x unit value, of which effect and unit value are uncertain; their product is taken
     * to be normal, and is drawn once for each path.
     *
     * @param share of the units that the model decides
     * @return empty where something is missing, or nobody says what effect to expect
     */
    Optional<Forecast> forecast(double share) {
        return belief().filter(believed -> missing().isEmpty()).map(believed -> {
            UnitValue value = unitValue().orElseThrow();
            double units = unitsPerMonth().orElseThrow();
            var money = new Uncertain.Triangle(
                    value.low().doubleValue(),
                    value.amount().doubleValue(),
                    value.high().doubleValue());
            double effect = believed.prior().mean();
            double spread = believed.prior().deviation() * believed.prior().deviation();
            double mean = effect * money.mean();
            double square = (effect * effect + spread) * (money.mean() * money.mean() + money.variance());
            return new ForecastPath(known.asOf(), investment().orElseThrow(), months())
                    .forecast(
                            value.currency(),
                            units * mean,
                            units * Math.sqrt(Math.max(0, square - mean * mean)),
                            share);
        });
    }
}
