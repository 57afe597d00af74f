package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.UnitMetric;

/** What each unit adds to a metric: its value, or of a ratio its influence (Deng, Knoblich, Lu, KDD 2018). */
final class Influences {
    private Influences() {}

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
