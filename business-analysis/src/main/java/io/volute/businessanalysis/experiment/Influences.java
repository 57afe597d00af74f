package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.statistics.adjustment.Cuped;

/** What each unit adds to a metric: its value, or of a ratio its influence (Deng, Knoblich, Lu, KDD 2018). */
final class Influences {
    private Influences() {}

    /**
     * What each unit of an arm adds: their mean is the arm's metric, their variance that of its error. With a covariate
     * what it foretells is subtracted, up to a number that is the same in all arms.
     */
    static double[] ofArm(UnitMetric metric, MetricMoments sums, int[] armOf, int arm) {
        double theta = sums.cuped().map(Cuped::theta).orElse(0.0);
        double[] means = sums.arms().get(arm).means();
        boolean ratio = sums.shape().ratio();
        boolean drop = ratio && metric.definition().zeroDenominator() == MetricDefinition.ZeroDenominator.DROP_UNIT;
        double[] added = new double[Math.toIntExact(sums.units(arm))];
        int at = 0;
        for (int unit = 0; unit < armOf.length; unit++) {
            if (armOf[unit] != arm || (drop && metric.after().denominators()[unit] == 0)) {
                continue;
            }
            double value = ratio
                    ? added(metric.after(), unit, means[0], means[1])
                    : metric.after().values()[unit];
            if (theta != 0) {
                UnitMetric.Part before = metric.before().orElseThrow();
                value -= theta * (ratio ? added(before, unit, means[2], means[3]) : before.values()[unit]);
            }
            added[at++] = value;
        }
        return added;
    }

    private static double added(UnitMetric.Part part, int unit, double top, double bottom) {
        double ratio = top / bottom;
        return ratio + (part.values()[unit] - ratio * part.denominators()[unit]) / bottom;
    }

    /** Of {@code n} units spread evenly over all {@code size}, whatever their arm. */
    static double[] of(UnitMetric metric, int n, int size) {
        double[] picked = new double[n];
        double[] under = new double[n];
        boolean ratio = metric.isRatio();
        double top = 0;
        double bottom = 0;
        for (int i = 0; i < n; i++) {
            int unit = (int) ((long) i * size / n);
            picked[i] = metric.after().values()[unit];
            under[i] = ratio ? metric.after().denominators()[unit] : 1;
            top += picked[i];
            bottom += under[i];
        }
        if (!ratio || bottom == 0) {
            return picked;
        }
        double mean = bottom / n;
        for (int i = 0; i < n; i++) {
            picked[i] = (picked[i] - top / bottom * under[i]) / mean;
        }
        return picked;
    }
}
