package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.core.text.Numbers;
import io.volute.statistics.mean.Winsorised;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Metrics that declare {@code winsorise}: totals above a percentile of those that are not 0 are cut to it. There is one cap
 * for all arms, for one of each would cut the treatment's own effect away; what was before the exposure has its own.
 *
 * @param units the population with the cut totals
 * @param cuts what was cut, of each metric that has units above its cap
 * @param refused metrics that cannot be cut
 */
record Winsorising(ExperimentUnits units, SortedMap<MetricId, Cut> cuts, List<TrustCheck> refused) {
    private static final int NAMED = 3;

    /**
     * What was cut of a metric.
     *
     * @param plain the metric as it was
     * @param level of the percentile
     * @param cap largest total that counts
     * @param above units above the cap, the largest first
     */
    record Cut(UnitMetric plain, double level, double cap, List<Integer> above) {}

    static Winsorising of(ExperimentUnits units) {
        SortedMap<MetricId, Cut> cuts = new TreeMap<>();
        List<TrustCheck> refused = new ArrayList<>();
        List<UnitMetric> metrics = new ArrayList<>();
        for (UnitMetric metric : units.metrics()) {
            Optional<Double> level = metric.definition().winsorise();
            if (level.isEmpty()) {
                metrics.add(metric);
                continue;
            }
            double[] totals = metric.after().values();
            int below = below(totals);
            if (below >= 0) {
                refused.add(TrustCheck.of(
                        "winsorise",
                        TrustCheck.Status.FAIL,
                        metric.id() + " of unit " + units.name(below) + " is " + Numbers.rounded(totals[below])
                                + " (expected: no total below 0; only the upper tail is cut)"));
                metrics.add(metric);
                continue;
            }
            OptionalDouble cap = Winsorised.cap(level.get(), totals);
            if (cap.isEmpty()) {
                metrics.add(metric);
                continue;
            }
            UnitMetric cut = new UnitMetric(
                    metric.id(),
                    metric.definition(),
                    UnitMetric.Part.of(Winsorised.cut(totals, cap.getAsDouble())),
                    metric.before().map(before -> cut(before, level.get())));
            metrics.add(metric.thirds().map(cut::with).orElse(cut));
            cuts.put(metric.id(), new Cut(metric, level.get(), cap.getAsDouble(), above(totals, cap.getAsDouble())));
        }
        return new Winsorising(units.with(metrics), cuts, refused);
    }

    private static UnitMetric.Part cut(UnitMetric.Part before, double level) {
        OptionalDouble cap =
                below(before.values()) >= 0 ? OptionalDouble.empty() : Winsorised.cap(level, before.values());
        return cap.isPresent() ? UnitMetric.Part.of(Winsorised.cut(before.values(), cap.getAsDouble())) : before;
    }

    private static int below(double[] totals) {
        return IntStream.range(0, totals.length)
                .filter(unit -> totals[unit] < 0)
                .findFirst()
                .orElse(-1);
    }

    private static List<Integer> above(double[] totals, double cap) {
        return IntStream.range(0, totals.length)
                .filter(unit -> totals[unit] > cap)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer unit) -> -totals[unit]))
                .toList();
    }

    /** What was cut of a metric, in words. */
    String said(Cut cut, Comparison plain) {
        List<String> largest = cut.above().stream()
                .limit(NAMED)
                .map(unit -> units.name(unit) + " with "
                        + Numbers.rounded(cut.plain().after().values()[unit]))
                .toList();
        return "totals above " + Numbers.rounded(cut.cap()) + ", the " + cut.level()
                + " quantile of those that are not 0, are cut: "
                + (largest.isEmpty()
                        ? "none is above"
                        : Numbers.count(cut.above().size()) + " units, the largest " + String.join(", ", largest))
                + "; not cut: " + Decision.said(plain);
    }
}
