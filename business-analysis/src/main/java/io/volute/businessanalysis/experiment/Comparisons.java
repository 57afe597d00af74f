package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.adjustment.Cuped;
import io.volute.statistics.bayes.Scale;
import io.volute.statistics.mean.Arms;
import io.volute.statistics.mean.Means;
import io.volute.statistics.mean.Ratios;
import io.volute.statistics.moments.CrossMoments;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.proportion.Proportions;
import io.volute.statistics.proportion.Share;
import io.volute.statistics.quantile.ArmQuantile;
import io.volute.statistics.test.Guardrail;
import io.volute.statistics.test.Margin;
import io.volute.statistics.test.Multiplicity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Effects of all metrics of a design, from sums by arm. */
public final class Comparisons {
    private final Design design;
    private final List<String> arms;
    private final int control;
    private final Map<MetricId, List<Optional<ArmQuantile>>> quantiles;

    /** Under this design. */
    public Comparisons(Design design) {
        this(design, Map.of());
    }

    /**
     * Under this design.
     *
     * @param quantiles of the metrics that are quantiles, by arm
     */
    Comparisons(Design design, Map<MetricId, List<Optional<ArmQuantile>>> quantiles) {
        this.design = design;
        this.quantiles = Map.copyOf(quantiles);
        this.arms = List.copyOf(design.arms().keySet());
        this.control = arms.indexOf(design.control());
    }

    /** Every metric of every arm; corrected for how many there are of a role. */
    public List<Comparison> of(List<MetricMoments> metrics) {
        SortedMap<MetricRole, List<Comparison>> byRole = new TreeMap<>();
        for (MetricMoments metric : metrics) {
            MetricRole role = role(metric.metric());
            for (int arm = 0; arm < arms.size(); arm++) {
                if (arm != control) {
                    byRole.computeIfAbsent(role, key -> new ArrayList<>()).add(compare(metric, role, arm));
                }
            }
        }
        List<Comparison> all = new ArrayList<>();
        byRole.forEach((role, some) -> all.addAll(
                role == MetricRole.PRIMARY
                        ? primaries(some, byMetric(metrics))
                        : role == MetricRole.SECONDARY ? secondaries(some, byMetric(metrics)) : some));
        return List.copyOf(all);
    }

    /** What a metric is there for; one that the design does not name is context. */
    MetricRole role(MetricId metric) {
        if (design.primary().stream().anyMatch(one -> one.metric().equals(metric))) {
            return MetricRole.PRIMARY;
        }
        if (design.guardrails().stream().anyMatch(one -> one.metric().equals(metric))) {
            return MetricRole.GUARDRAIL;
        }
        return design.secondary().contains(metric) ? MetricRole.SECONDARY : MetricRole.CONTEXT;
    }

    private static Map<MetricId, MetricMoments> byMetric(List<MetricMoments> metrics) {
        Map<MetricId, MetricMoments> byMetric = new TreeMap<>();
        metrics.forEach(metric -> byMetric.put(metric.metric(), metric));
        return byMetric;
    }

    private Comparison compare(MetricMoments metric, MetricRole role, int arm) {
        Moments t = metric.plain(arm);
        Moments c = metric.plain(control);
        Optional<Cuped> cuped =
                metric.cuped().filter(adjustment -> adjustment.note().isEmpty());
        Figure effect = effect(metric, cuped, arm, design.design().alpha());
        List<String> notes = new ArrayList<>();
        metric.cuped().flatMap(Cuped::note).ifPresent(notes::add);
        if (metric.shape().ratio()) {
            notes.add("ratio of sums over units, not the mean of units' ratios");
            denominator(metric, arm).ifPresent(notes::add);
        }
        Optional<Comparison.Guard> guard = design.guardrails().stream()
                .filter(one -> one.metric().equals(metric.metric()))
                .findFirst()
                .map(one -> new Comparison.Guard(
                        one.margin(), one.scale().orElse(Scale.RELATIVE), standing(one, metric, cuped, arm)));
        return new Comparison(
                metric.metric(),
                role,
                arms.get(arm),
                metric.units(control),
                metric.units(arm),
                Means.interval(c),
                Means.interval(t),
                effect,
                cuped.map(found -> found.lift(arm, control, design.design().alpha()))
                        .orElseGet(() -> refused(metric, arm)
                                .<Figure>map(refused -> refused)
                                .orElseGet(() -> Arms.lift(t, c, design.design().alpha()))),
                effect instanceof Refused
                        ? 0
                        : cuped.map(found -> found.error(arm, control)).orElseGet(() -> Arms.error(t, c)),
                test(metric, cuped, arm),
                Optional.empty(),
                guard,
                cuped.map(found -> found.varianceReduction(arm, control)).orElse(0.0),
                notes);
    }

    /** Non-inferiority, one-sided .025, whatever level the design has for its primaries. */
    private Margin.Standing standing(Design.Guarded one, MetricMoments metric, Optional<Cuped> cuped, int arm) {
        if (refused(metric, arm).isPresent()) {
            return Margin.Standing.REFUSED;
        }
        boolean upIsBad = metric.direction() == Direction.DOWN;
        Moments t = judged(metric, cuped, arm);
        Moments c = judged(metric, cuped, control);
        return one.absolute()
                ? new Margin(Arms.difference(t, c), one.margin(), upIsBad).standing()
                : new Guardrail(t, c, one.margin(), upIsBad).standing();
    }

    /** What a guardrail is judged on: after the adjustment where there is one. */
    private static Moments judged(MetricMoments metric, Optional<Cuped> cuped, int arm) {
        return cuped.map(found -> found.adjusted(arm)).orElseGet(() -> metric.plain(arm));
    }

    private Figure effect(MetricMoments metric, Optional<Cuped> cuped, int arm, double alpha) {
        Optional<Refused> refused = refused(metric, arm);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (cuped.isPresent()) {
            return cuped.get().difference(arm, control, alpha);
        }
        if (metric.proportion()) {
            return Proportions.difference(share(metric, arm), share(metric, control), alpha);
        }
        return Arms.difference(metric.plain(arm), metric.plain(control), alpha);
    }

    private Tested test(MetricMoments metric, Optional<Cuped> cuped, int arm) {
        Optional<Refused> refused = refused(metric, arm);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (cuped.isPresent()) {
            return cuped.get().test(arm, control);
        }
        if (metric.proportion()) {
            return Proportions.test(share(metric, arm), share(metric, control));
        }
        return Arms.test(metric.plain(arm), metric.plain(control));
    }

    private Optional<Refused> refused(MetricMoments metric, int arm) {
        List<Optional<ArmQuantile>> known = quantiles.getOrDefault(metric.metric(), List.of());
        if (!known.isEmpty()) {
            return known.get(arm)
                    .flatMap(ArmQuantile::refusal)
                    .or(() -> known.get(control).flatMap(ArmQuantile::refusal));
        }
        return metric.shape().ratio()
                ? Ratios.check(
                        metric.arms().get(arm).pair(0, 1),
                        metric.arms().get(control).pair(0, 1))
                : Optional.empty();
    }

    private static Share share(MetricMoments metric, int arm) {
        CrossMoments sums = metric.arms().get(arm);
        return new Share(Math.round(sums.means()[0] * sums.n()), sums.n());
    }

    private Optional<String> denominator(MetricMoments metric, int arm) {
        Ratios.Denominator found = Ratios.denominator(
                metric.arms().get(arm).pair(0, 1), metric.arms().get(control).pair(0, 1));
        if (!found.moved()) {
            return Optional.empty();
        }
        double base = metric.arms().get(control).means()[1];
        String by = found.difference() instanceof Estimate moved && base != 0
                ? String.format(Locale.ROOT, " by %+.1f %%", 100 * moved.estimate() / Math.abs(base))
                : "";
        return Optional.of("the arm moves the denominator itself" + by + ": the ratio alone may mislead");
    }

    /** Holm for the tests, Bonferroni for the intervals: those of Holm are not defined for all. */
    private List<Comparison> primaries(List<Comparison> some, Map<MetricId, MetricMoments> metrics) {
        int m = some.size();
        double[] p = some.stream().mapToDouble(Comparisons::p).toArray();
        double[] holm = Multiplicity.holm(p);
        double alpha = design.design().alpha() / m;
        List<Comparison> all = new ArrayList<>();
        for (int i = 0; i < m; i++) {
            Comparison one = some.get(i);
            all.add(one.withAdjusted(
                    new Comparison.Adjusted(again(one, metrics, alpha), holm[i], m == 1 ? "none" : "holm-bonferroni")));
        }
        return all;
    }

    /** Benjamini and Hochberg, and intervals for those that are selected (Benjamini, Yekutieli 2005). */
    private List<Comparison> secondaries(List<Comparison> some, Map<MetricId, MetricMoments> metrics) {
        int m = some.size();
        double q = design.design().alpha();
        double[] bh = Multiplicity.benjaminiHochberg(
                some.stream().mapToDouble(Comparisons::p).toArray());
        int selected = (int) Arrays.stream(bh).filter(p -> p < q).count();
        List<Comparison> all = new ArrayList<>();
        for (int i = 0; i < m; i++) {
            Comparison one = some.get(i);
            double alpha = selected == 0 ? q / m : Multiplicity.falseCoverage(q, selected, m);
            all.add(one.withAdjusted(new Comparison.Adjusted(
                    again(one, metrics, alpha), bh[i], m == 1 ? "none" : "benjamini-hochberg")));
        }
        return all;
    }

    private Figure again(Comparison one, Map<MetricId, MetricMoments> metrics, double alpha) {
        MetricMoments metric = metrics.get(one.metric());
        return metric == null
                ? one.effect()
                : effect(
                        metric,
                        metric.cuped().filter(adjustment -> adjustment.note().isEmpty()),
                        arms.indexOf(one.arm()),
                        alpha);
    }

    /** A refused test claims nothing. */
    private static double p(Comparison one) {
        return one.test() instanceof Significance found ? found.p() : 1;
    }

    /** All metrics that the design names, those that decide first. */
    static List<MetricId> named(Design design) {
        List<MetricId> named = new ArrayList<>();
        design.primary().forEach(one -> named.add(one.metric()));
        design.guardrails().forEach(one -> named.add(one.metric()));
        named.addAll(design.secondary());
        return named;
    }
}
