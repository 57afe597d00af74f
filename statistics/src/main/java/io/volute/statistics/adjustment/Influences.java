package io.volute.statistics.adjustment;

import io.volute.statistics.moments.CrossMoments;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.moments.PairMoments;

/** Ratios of sums as variables that methods for means take (Deng, Knoblich, Lu, KDD 2018). */
final class Influences {

    private Influences() {}

    /**
     * From (M, D, M before, D before, others...) of one arm to (ratio, ratio before, others...): means are the arm's own
     * ratios, deviations those of the influences {@code (M - R D) / mean D}. A denominator without any sum before the
     * experiment has no influence: the covariate is constant 0.
     *
     * @return no units where the mean of D is 0: there is no ratio
     */
    static CrossMoments ofRatios(CrossMoments arm) {
        int p = arm.variables();
        if (p < 4) {
            throw new IllegalArgumentException("ratio: " + p
                    + " variables (expected: numerator, denominator, both before the experiment, then others)");
        }
        double[] mean = arm.means();
        if (mean[1] == 0) {
            return CrossMoments.empty(p - 2);
        }
        double[][] weights = new double[p - 2][p];
        double[] means = new double[p - 2];
        means[0] = influence(mean, 0, weights[0]);
        means[1] = influence(mean, 2, weights[1]);
        for (int i = 4; i < p; i++) {
            weights[i - 2][i] = 1;
            means[i - 2] = mean[i];
        }
        int q = p - 2;
        double[] cross = new double[q * q];
        for (int i = 0; i < q; i++) {
            for (int j = 0; j <= i; j++) {
                PairMoments pair = arm.pair(weights[i], weights[j]);
                cross[i * q + j] = i == j ? pair.x().m2() : pair.cross();
                cross[j * q + i] = cross[i * q + j];
            }
        }
        return new CrossMoments(arm.n(), means, cross);
    }

    private static double influence(double[] mean, int numerator, double[] weights) {
        double d = mean[numerator + 1];
        if (d == 0) {
            return 0;
        }
        double ratio = mean[numerator] / d;
        weights[numerator] = 1 / d;
        weights[numerator + 1] = -ratio / d;
        return ratio;
    }

    /** The variable's moments, without units where there is no ratio. */
    static Moments first(CrossMoments influences) {
        return influences.moments(0);
    }
}
