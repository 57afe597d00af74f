package io.volute.statistics.launch;

import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.bootstrap.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several proxies of one business metric at once: {@code beta = Cxx^-1 Cxy} with C the covariance of the effects over
 * launches less their mean sampling covariance, moved to the nearest matrix that can be a covariance. Immutable.
 */
public final class Proxies {

    private static final int DRAWS = 2_000;
    private static final double SINGULAR = 1e-9;

    private final double[][] effects;
    private final double[][][] noise;

    /**
     * Of these.
     *
     * @param effects for each launch the effects on the proxies and last on the business metric
     * @param noise for each launch the sampling covariance of these, in their order
     * @throws IllegalArgumentException if the numbers of launches, proxies or rows differ, or there is no proxy
     */
    public Proxies(double[][] effects, double[][][] noise) {
        if (effects.length == 0 || effects.length != noise.length || effects[0].length < 2) {
            throw new IllegalArgumentException("proxies: " + effects.length + " launches, " + noise.length
                    + " sampling covariances (expected: as many, and at least one proxy)");
        }
        int p = effects[0].length;
        this.effects = new double[effects.length][];
        this.noise = new double[noise.length][p][];
        for (int i = 0; i < effects.length; i++) {
            if (effects[i].length != p || noise[i].length != p) {
                throw new IllegalArgumentException("launch " + i + ": " + effects[i].length + " effects, "
                        + noise[i].length + " rows of covariance (expected: " + p + ")");
            }
            this.effects[i] = effects[i].clone();
            for (int j = 0; j < p; j++) {
                this.noise[i][j] = noise[i][j].clone();
                if (noise[i][j].length != p) {
                    throw new IllegalArgumentException(
                            "launch " + i + ": " + noise[i][j].length + " columns of covariance (expected: " + p + ")");
                }
            }
        }
    }

    /**
     * Business effect for one unit of each proxy, the others held, with the bootstrap interval over launches; method
     * {@code bca}.
     *
     * @return for each proxy an estimate, or a refusal: up to 30 launches, with code {@code noise-dominates} where the
     *     true effects on the proxies cannot be told apart, and like {@link Bootstrap#bca}
     */
    public List<Figure> slopes(long seed) {
        int n = effects.length;
        int p = effects[0].length - 1;
        List<Figure> slopes = new ArrayList<>();
        int[] once = new int[n];
        Arrays.fill(once, 1);
        for (int j = 0; j < p; j++) {
            int proxy = j;
            if (n <= MomentRatio.SIGN_TO) {
                slopes.add(Refused.tooFew("launches", n, MomentRatio.SIGN_TO + 1));
            } else if (Double.isNaN(slope(once, proxy))) {
                slopes.add(new Refused(
                        "noise-dominates",
                        "noise dominates: the true effects on " + p + " proxies are not told apart by " + n
                                + " launches",
                        "leave out proxies that move together, or add launches"));
            } else {
                slopes.add(Bootstrap.bca(n, DRAWS, seed, weights -> slope(weights, proxy)));
            }
        }
        return List.copyOf(slopes);
    }

    private double slope(int[] weights, int proxy) {
        double[][] c = SymmetricMatrix.positivePart(covariance(weights));
        int p = c.length - 1;
        double[][] xx = new double[p][p];
        double[] xy = new double[p];
        for (int i = 0; i < p; i++) {
            System.arraycopy(c[i], 0, xx[i], 0, p);
            xy[i] = c[i][p];
        }
        return SymmetricMatrix.solve(xx, xy, SINGULAR)[proxy];
    }

    private double[][] covariance(int[] weights) {
        int p = effects[0].length;
        double n = 0;
        double[] mean = new double[p];
        for (int i = 0; i < weights.length; i++) {
            n += weights[i];
            for (int j = 0; j < p; j++) {
                mean[j] += weights[i] * effects[i][j];
            }
        }
        double[][] c = new double[p][p];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] == 0) {
                continue;
            }
            for (int j = 0; j < p; j++) {
                double dj = effects[i][j] - mean[j] / n;
                for (int k = 0; k < p; k++) {
                    double dk = effects[i][k] - mean[k] / n;
                    c[j][k] += weights[i] * (dj * dk / (n - 1) - noise[i][j][k] / n);
                }
            }
        }
        return c;
    }
}
