package io.volute.monitoring.drift;

import io.volute.statistics.distribution.ChiSquare;
import io.volute.statistics.distribution.FisherSnedecor;
import java.util.Arrays;
import java.util.List;

/**
 * How reference windows differ among themselves.
 *
 * @param df bins less one
 * @param phi how much more than by chance, for a window as large as the current one; 1 when calm
 * @param directions effective degrees of freedom of the differences, from 1 to df
 * @param windows number of windows
 */
record Unrest(double df, double phi, double directions, int windows) {

    static Unrest none(int bins) {
        return new Unrest(Math.max(1, bins - 1), 1, Math.max(1, bins - 1), 0);
    }

    /**
     * From counts in the bins of the comparison. Unrest grows with the rows, {@code phi = 1 + tau h}, h the harmonic size
     * of window and others, so windows of all sizes give tau and the current one's size gives phi.
     */
    static Unrest of(List<long[]> windows, long rows) {
        long[] pooled = Dispersed.sum(windows, windows.get(0).length);
        double all = Arrays.stream(pooled).sum();
        double df = windows.get(0).length - 1.0;
        List<double[]> residuals = windows.stream()
                .filter(window -> Arrays.stream(window).sum() < all)
                .map(window -> residuals(window, pooled, all))
                .toList();
        int k = residuals.size();
        if (k < 2) {
            return none(windows.get(0).length);
        }
        double excess = 0;
        double sizes = 0;
        double trace = 0;
        for (int i = 0; i < k; i++) {
            double norm = product(residuals.get(i), residuals.get(i));
            double n = Arrays.stream(windows.get(i)).sum();
            excess += norm / df - 1;
            sizes += harmonic(n, all - n);
            trace += norm / k;
        }
        double phi = 1 + Math.max(0, excess / sizes) * harmonic((double) rows, all);
        double squares = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < i; j++) {
                double product = product(residuals.get(i), residuals.get(j));
                squares += product * product;
            }
        }
        double traceOfSquare = squares / (k * (k - 1) / 2.0);
        double directions = traceOfSquare == 0 ? df : Math.min(df, Math.max(1, trace * trace / traceOfSquare));
        return new Unrest(df, phi, directions, k);
    }

    boolean calm() {
        return phi == 1;
    }

    double p(double x2) {
        return FisherSnedecor.survival(x2 / (df * phi), directions, windows - 1.0);
    }

    double power(double noncentrality, double alpha) {
        double critical = calm()
                ? ChiSquare.upperQuantile(alpha, df)
                : df * FisherSnedecor.upperQuantile(alpha, directions, windows - 1.0);
        return ChiSquare.noncentralSurvival(critical, df, noncentrality / phi);
    }

    /** Against the shares of the other windows, with the variance that both sides bring. */
    private static double[] residuals(long[] window, long[] pooled, double all) {
        double n = Arrays.stream(window).sum();
        double[] residuals = new double[window.length];
        for (int bin = 0; bin < window.length; bin++) {
            double share = pooled[bin] / all;
            double others = (pooled[bin] - window[bin]) / (all - n);
            residuals[bin] = share == 0 ? 0 : (window[bin] / n - others) * Math.sqrt(harmonic(n, all - n) / share);
        }
        return residuals;
    }

    private static double harmonic(double n, double m) {
        return 1 / (1 / n + 1 / m);
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
