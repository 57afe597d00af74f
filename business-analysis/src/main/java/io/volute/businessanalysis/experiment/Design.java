package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.artifact.Digest;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.spec.Named;
import io.volute.statistics.bayes.Scale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is fixed before an experiment starts.
 *
 * @param experiment its name
 * @param unit what is assigned: user, account, strike; {@code unknown} where the data cannot say, and then there is no
 *     verdict
 * @param arms shares of the arms by name; they add up to 1 or less, the rest takes no part
 * @param control name of the arm that is compared against
 * @param primary metrics that decide
 * @param guardrails metrics that must not get worse
 * @param secondary metrics that are looked at, and decide nothing
 * @param covariate what was before the exposure, subtracted
 * @param design when it is looked at, and what it can find
 * @param prior what is believed of the lift of a primary metric
 * @param metrics definitions, where they stand in no file of their own
 * @param scope the scope that it serves
 * @param models which model decides in which arm
 * @param holdout share that never sees any of it
 * @param seed seed of all that is drawn
 * @param frozen digest of all the rest, appended by {@code experiment freeze}
 */
public record Design(
        @Named @Doc("a name") String experiment,

        @Doc("what is assigned, such as user; unknown where the data cannot say") @Default("user")
        String unit,

        @Doc("shares of the arms by name") @Named SortedMap<String, Double> arms,

        @Doc("the arm that is compared against") @Default("control")
        String control,

        @Doc("metrics that decide") List<Primary> primary,

        @Doc("metrics that must not get worse") @Default("[]")
        List<Guarded> guardrails,

        @Doc("metrics that are looked at") @Default("[]") List<MetricId> secondary,

        @Doc("what was before the exposure, which is subtracted")
        Optional<CovariateSpec> covariate,

        @Doc("when it is looked at, and what it can find") @Default("{}")
        LookPlan design,

        @Doc("what is believed of the lift of a primary metric")
        Optional<PriorSpec> prior,

        @Doc("definitions of the metrics, where no file of their own holds them")
        Optional<SortedMap<MetricId, MetricDefinition>> metrics,

        @Doc("the scope that it serves, such as reduce-churn@2")
        Optional<String> scope,

        @Doc("which model decides in which arm") Optional<SortedMap<String, String>> models,
        @Doc("share that never sees any of it") Optional<Double> holdout,

        @Doc("a whole number from which everything drawn follows") @Default("1")
        long seed,

        @Doc("digest of all the rest, appended by experiment freeze")
        Optional<String> frozen) {

    /**
     * A metric that decides.
     *
     * @param metric name and number
     * @param mde smallest lift that matters, relative
     * @param direction which way is good, where no definition says it
     */
    public record Primary(
            @Doc("name and number of a metric") MetricId metric,
            @Doc("smallest lift that matters, such as 0.02") double mde,

            @Doc("which way is good, where no definition says it")
            Optional<Direction> direction) {
        /** Checks. */
        public Primary {
            if (!(mde > 0 && mde < 10)) {
                throw new IllegalArgumentException(
                        "mde: " + mde + " (expected: a relative lift above 0, such as 0.02)");
            }
        }
    }

    /**
     * A metric that must not get worse.
     *
     * @param metric name and number
     * @param margin by which share of the control's mean it may get worse; of scale absolute, by how much in its own unit
     * @param direction which way is good, where no definition says it
     * @param scale what the margin counts; relative where nobody says it
     */
    public record Guarded(
            @Doc("name and number of a metric") MetricId metric,

            @Doc("by which share of the control's mean it may get worse, such as 0.01")
            double margin,

            @Doc("which way is good, where no definition says it")
            Optional<Direction> direction,

            @Doc(
                    "absolute: the margin is in the metric's own unit; relative, as without it: a share of the control's mean")
            Optional<Scale> scale) {
        /** Checks. */
        public Guarded {
            if (!(margin > 0) || Double.isInfinite(margin)) {
                throw new IllegalArgumentException("margin: " + margin + " (expected: above 0, such as 0.01)");
            }
            if (margin >= 1 && scale.orElse(Scale.RELATIVE) == Scale.RELATIVE) {
                throw new IllegalArgumentException("margin: " + margin
                        + " (expected: between 0 and 1, such as 0.01; or scale: absolute beside it)");
            }
        }

        /** With a margin that is a share of the control's mean. */
        public Guarded(MetricId metric, double margin, Optional<Direction> direction) {
            this(metric, margin, direction, Optional.empty());
        }

        boolean absolute() {
            return scale.filter(said -> said == Scale.ABSOLUTE).isPresent();
        }
    }

    /**
     * The same metric before the exposure.
     *
     * @param days length of its window
     */
    public record CovariateSpec(
            @Doc("days before the exposure") @Default("14") int days) {
        /** Checks. */
        public CovariateSpec {
            if (days < 1 || days > 366) {
                throw new IllegalArgumentException("days: " + days + " (expected: 1 to 366)");
            }
        }
    }

    /**
     * A normal belief about the lift.
     *
     * @param mean expected lift, relative
     * @param sd its standard deviation
     */
    public record PriorSpec(
            @Doc("expected lift, such as 0.01") double mean,
            @Doc("its standard deviation, such as 0.02") double sd) {
        /** Checks. */
        public PriorSpec {
            if (!(sd > 0)) {
                throw new IllegalArgumentException("sd: " + sd + " (expected: above 0)");
            }
        }
    }

    /** Copies and checks. */
    public Design {
        arms = Collections.unmodifiableSortedMap(new TreeMap<>(arms));
        primary = List.copyOf(primary);
        guardrails = List.copyOf(guardrails);
        secondary = List.copyOf(secondary);
        metrics = metrics.map(some -> Collections.unmodifiableSortedMap(new TreeMap<>(some)));
        models = models.map(some -> Collections.unmodifiableSortedMap(new TreeMap<>(some)));
        if (arms.size() < 2) {
            throw new IllegalArgumentException("arms: " + arms.keySet() + " (expected: a control and another)");
        }
        if (!arms.containsKey(control)) {
            throw new IllegalArgumentException(
                    "control: " + control + " is no arm (expected one of: " + arms.keySet() + ")");
        }
        double sum = 0;
        for (Map.Entry<String, Double> arm : arms.entrySet()) {
            if (!(arm.getValue() > 0 && arm.getValue() < 1)) {
                throw new IllegalArgumentException(
                        "arms: " + arm.getKey() + " has " + arm.getValue() + " (expected: a share between 0 and 1)");
            }
            sum += arm.getValue();
        }
        if (sum > 1 + 1e-9) {
            throw new IllegalArgumentException("arms: the shares add up to " + sum + " (expected: at most 1)");
        }
        if (primary.isEmpty()) {
            throw new IllegalArgumentException("primary: none (expected: at least one metric that decides)");
        }
        List<MetricId> named = new ArrayList<>();
        primary.forEach(one -> named.add(one.metric()));
        guardrails.forEach(one -> named.add(one.metric()));
        named.addAll(secondary);
        for (MetricId id : named) {
            if (Collections.frequency(named, id) > 1) {
                throw new IllegalArgumentException("primary: " + id + " has two parts in it (expected: one)");
            }
        }
        if (holdout.isPresent() && !(holdout.get() > 0 && holdout.get() < 1)) {
            throw new IllegalArgumentException("holdout: " + holdout.get() + " (expected: between 0 and 1)");
        }
    }

    /** The arms that are compared with the control, in order. */
    public List<String> treatments() {
        return arms.keySet().stream().filter(arm -> !arm.equals(control)).toList();
    }

    /** Which way is good for a metric, as far as the design says so. */
    public Optional<Direction> direction(MetricId metric) {
        return Stream.concat(
                        primary.stream()
                                .filter(one -> one.metric().equals(metric))
                                .map(Primary::direction),
                        guardrails.stream()
                                .filter(one -> one.metric().equals(metric))
                                .map(Guarded::direction))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What one of those that are counted is called: the unit, or a row where nobody knows it. */
    public String counted() {
        return unitKnown() ? unit : "row";
    }

    /** Whether the data can say what was assigned. */
    public boolean unitKnown() {
        return !unit.equals("unknown");
    }

    /**
     * Digest of all that decides: the design without {@code frozen}, and the definitions of its metrics.
     *
     * @param definitions of all metrics that are analysed
     */
    public Digest digest(SortedMap<MetricId, MetricDefinition> definitions) {
        CanonicalJson json = new CanonicalJson();
        Design bare = new Design(
                experiment,
                unit,
                arms,
                control,
                primary,
                guardrails,
                secondary,
                covariate,
                design,
                prior,
                Optional.of(definitions),
                scope,
                models,
                holdout,
                seed,
                Optional.empty());
        return Digest.of(json.write(bare));
    }
}
