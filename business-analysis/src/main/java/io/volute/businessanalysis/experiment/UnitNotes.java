package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.MetricType;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.mean.Skewness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What only the units can tell about a comparison: what was cut of them, and whether they are too lopsided for t. */
final class UnitNotes {
    private static final int DRAWS = 999;

    private final Design design;
    private final List<String> arms;
    private final Winsorising winsorising;
    private final Map<MetricId, MetricMoments> moments;

    UnitNotes(Design design, Winsorising winsorising, Map<MetricId, MetricMoments> moments) {
        this.design = design;
        this.arms = List.copyOf(design.arms().keySet());
        this.winsorising = winsorising;
        this.moments = Map.copyOf(moments);
    }

    List<String> of(Comparison one) {
        List<String> notes = new ArrayList<>();
        Winsorising.Cut cut = winsorising.cuts().get(one.metric());
        if (cut != null) {
            MetricMoments plain =
                    MetricMoments.of(cut.plain(), winsorising.units().arms(), arms.size());
            new Comparisons(design)
                    .of(List.of(plain)).stream()
                            .filter(other -> other.arm().equals(one.arm()))
                            .forEach(other -> notes.add(winsorising.said(cut, other)));
        }
        skewed(one).ifPresent(notes::add);
        return notes;
    }

    private Optional<String> skewed(Comparison one) {
        boolean decides = one.role() == MetricRole.PRIMARY || one.role() == MetricRole.GUARDRAIL;
        Optional<UnitMetric> metric = winsorising.units().metrics().stream()
                .filter(some -> some.id().equals(one.metric()))
                .findFirst();
        MetricMoments sums = moments.get(one.metric());
        if (!decides
                || metric.isEmpty()
                || sums == null
                || sums.proportion()
                || metric.get().definition().type() == MetricType.QUANTILE
                || !(one.effect() instanceof Estimate)) {
            return Optional.empty();
        }
        int arm = arms.indexOf(one.arm());
        int control = arms.indexOf(design.control());
        double[] treated =
                Influences.ofArm(metric.get(), sums, winsorising.units().arms(), arm);
        double[] compared =
                Influences.ofArm(metric.get(), sums, winsorising.units().arms(), control);
        List<String> warnings = Stream.of(Skewness.of(treated), Skewness.of(compared))
                .flatMap(skewness -> skewness.warning().stream())
                .distinct()
                .toList();
        return warnings.isEmpty()
                ? Optional.empty()
                : Optional.of("skewed: " + String.join(", and ", warnings) + ": "
                        + Numbers.plain(Bootstrap.studentisedDifference(treated, compared, DRAWS, design.seed())));
    }
}
