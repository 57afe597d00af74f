package io.volute.statistics.launch;

/**
 * The slope without knowing any sampling covariance: the units of each launch are divided by lot, and one half's effect on
 * the model's metric is the instrument for the other's. A check of {@link Launches#link}: both estimate the same.
 */
public final class SplitHalf {

    private SplitHalf() {}

    /**
     * {@code (cov(x1, y2) + cov(x2, y1)) / 2 cov(x1, x2)} over launches with Fieller's interval; method
     * {@code split-half}; refused like {@link Launches#link}.
     *
     * @param x1 effect on the model's metric in the first half of each launch
     * @param y1 effect on the business metric there
     * @param x2 as x1 in the second half
     * @param y2 as y1 in the second half
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Link link(double[] x1, double[] y1, double[] x2, double[] y2) {
        int n = x1.length;
        if (y1.length != n || x2.length != n || y2.length != n) {
            throw new IllegalArgumentException("halves: " + n + ", " + y1.length + ", " + x2.length + ", " + y2.length
                    + " launches (expected: as many)");
        }
        double[] a = new double[n];
        double[] b = new double[n];
        double[] u1 = Launches.centred(x1);
        double[] v1 = Launches.centred(y1);
        double[] u2 = Launches.centred(x2);
        double[] v2 = Launches.centred(y2);
        double unbiased = n / Math.max(1.0, n - 1.0);
        for (int i = 0; i < n; i++) {
            a[i] = unbiased * (u1[i] * v2[i] + u2[i] * v1[i]) / 2;
            b[i] = unbiased * u1[i] * u2[i];
        }
        return MomentRatio.of(a, b).link("split-half");
    }
}
