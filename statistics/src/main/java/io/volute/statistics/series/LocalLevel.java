package io.volute.statistics.series;

import java.util.Arrays;

/**
 * A level that wanders, seen with noise, plus a regression: {@code y = level + x b + noise}, {@code level' = level +
 * drift} (Durbin, Koopman, Time Series Analysis by State Space Methods, 2012, chapters 2 and 6). Level and slopes have no
 * prior (diffuse); the variances are of maximum likelihood, the slopes generalised least squares on the innovations of the
 * same filter. Immutable.
 */
public final class LocalLevel {

    private static final double[] LOG_RATIOS = {-14, 7};
    private static final int GRID = 60;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final int freedom;
    private final double noise;
    private final double drift;
    private final double logLikelihood;
    private final double[] slopes;
    private final double[][] slopeFactor;
    private final double level;
    private final double[] levelOfX;
    private final double levelVariance;
    private final double[] residuals;
    private final double[] errors;

    private LocalLevel(double[] y, double[][] x, double ratio) {
        int n = y.length;
        int p = x.length;
        double[] a = new double[p + 1];
        a[0] = y[0];
        for (int j = 0; j < p; j++) {
            a[j + 1] = x[j][0];
        }
        double variance = 1;
        double[][] innovations = new double[p + 1][n - 1];
        double[] weight = new double[n - 1];
        double logs = 0;
        for (int t = 1; t < n; t++) {
            double predicted = variance + ratio;
            double total = predicted + 1;
            double gain = predicted / total;
            for (int j = 0; j <= p; j++) {
                double v = (j == 0 ? y[t] : x[j - 1][t]) - a[j];
                innovations[j][t - 1] = v;
                a[j] += gain * v;
            }
            weight[t - 1] = total;
            logs += StrictMath.log(total);
            variance = predicted * (1 - gain);
        }
        double[][] cross = new double[p][p];
        double[] right = new double[p];
        for (int i = 0; i < p; i++) {
            right[i] = product(innovations[i + 1], innovations[0], weight);
            for (int j = 0; j < p; j++) {
                cross[i][j] = product(innovations[i + 1], innovations[j + 1], weight);
            }
        }
        slopeFactor = cholesky(cross);
        slopes = solved(slopeFactor, right);
        residuals = innovations[0].clone();
        for (int j = 0; j < p; j++) {
            for (int t = 0; t < n - 1; t++) {
                residuals[t] -= slopes[j] * innovations[j + 1][t];
            }
        }
        double logDet = 0;
        for (int j = 0; j < p; j++) {
            logDet += 2 * StrictMath.log(slopeFactor[j][j]);
        }
        freedom = n - 1 - p;
        noise = product(residuals, residuals, weight) / freedom;
        drift = ratio * noise;
        logLikelihood = -.5 * (freedom * (StrictMath.log(2 * Math.PI * noise) + 1) + logs + logDet);
        level = a[0];
        levelOfX = Arrays.copyOfRange(a, 1, p + 1);
        levelVariance = variance * noise;
        errors = Arrays.stream(weight).map(w -> Math.sqrt(w * noise)).toArray();
    }

    /**
     * The model of maximum likelihood.
     *
     * @param y the series, at least three more values than regressors
     * @param x regressors, one array each, of the series' length; none may be constant, for the level holds the constant
     * @throws IllegalArgumentException if lengths differ, the series is too short, or regressors cannot be told apart
     */
    public static LocalLevel fit(double[] y, double[]... x) {
        if (y.length < x.length + 3) {
            throw new IllegalArgumentException("series: " + y.length + " values (expected: >= " + (x.length + 3) + ")");
        }
        for (double[] column : x) {
            if (column.length != y.length) {
                throw new IllegalArgumentException(
                        "regressor: " + column.length + " values (expected: " + y.length + ")");
            }
        }
        // The likelihood may have two tops: a grid finds the higher one, golden section its place. A level that does
        // not
        // wander at all is at the edge and tried by itself.
        double step = (LOG_RATIOS[1] - LOG_RATIOS[0]) / GRID;
        double best = LOG_RATIOS[0];
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= GRID; i++) {
            double at = LOG_RATIOS[0] + i * step;
            double value = new LocalLevel(y, x, StrictMath.exp(at)).logLikelihood;
            if (value > top) {
                top = value;
                best = at;
            }
        }
        double low = best - step;
        double high = best + step;
        while (high - low > 1e-9) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (new LocalLevel(y, x, StrictMath.exp(left)).logLikelihood
                    > new LocalLevel(y, x, StrictMath.exp(right)).logLikelihood) {
                high = right;
            } else {
                low = left;
            }
        }
        LocalLevel wandering = new LocalLevel(y, x, StrictMath.exp((low + high) / 2));
        LocalLevel still = new LocalLevel(y, x, 0);
        return still.logLikelihood >= wandering.logLikelihood ? still : wandering;
    }

    /** The model with drift over noise given, {@code y} and {@code x} as {@link #fit} takes them. */
    static LocalLevel at(double[] y, double[][] x, double ratio) {
        return new LocalLevel(y, x, ratio);
    }

    /** Degrees of freedom of the noise: values less one, less one for each regressor. */
    int freedom() {
        return freedom;
    }

    /** Variance of the noise. */
    public double noise() {
        return noise;
    }

    /** Variance by which the level moves from one value to the next. */
    public double drift() {
        return drift;
    }

    /** Logarithm of the diffuse likelihood. */
    public double logLikelihood() {
        return logLikelihood;
    }

    /** Slope of each regressor. */
    public double[] slopes() {
        return slopes.clone();
    }

    /** Standard error of each slope, variances taken as known. */
    public double[] slopeErrors() {
        double[] errorsOfSlopes = new double[slopes.length];
        for (int j = 0; j < slopes.length; j++) {
            double[] unit = new double[slopes.length];
            unit[j] = 1;
            errorsOfSlopes[j] = Math.sqrt(noise * solved(slopeFactor, unit)[j]);
        }
        return errorsOfSlopes;
    }

    /** Errors of the predictions one step ahead, from the second value on. */
    public double[] residuals() {
        return residuals.clone();
    }

    /** The residuals over their standard errors. */
    public double[] standardised() {
        double[] standardised = new double[residuals.length];
        Arrays.setAll(standardised, t -> residuals[t] / errors[t]);
        return standardised;
    }

    /**
     * One path of what comes next: slopes, level, drift and noise drawn from what the fit leaves open, the two variances
     * taken as known.
     *
     * @param x regressors of the values to come
     * @param normals standard normal draws, in order: one for each slope, one for the level, two for each value
     */
    void path(double[][] x, double[] normals, double[] path) {
        int p = slopes.length;
        double[] drawn = slopes.clone();
        double[] shift = backward(slopeFactor, Arrays.copyOf(normals, p));
        double at = level + Math.sqrt(levelVariance) * normals[p];
        for (int j = 0; j < p; j++) {
            drawn[j] += Math.sqrt(noise) * shift[j];
            at -= levelOfX[j] * drawn[j];
        }
        for (int h = 0; h < path.length; h++) {
            at += Math.sqrt(drift) * normals[p + 1 + 2 * h];
            path[h] = at + Math.sqrt(noise) * normals[p + 2 + 2 * h];
            for (int j = 0; j < p; j++) {
                path[h] += x[j][h] * drawn[j];
            }
        }
    }

    private static double product(double[] a, double[] b, double[] weight) {
        double sum = 0;
        for (int t = 0; t < weight.length; t++) {
            sum += a[t] * b[t] / weight[t];
        }
        return sum;
    }

    private static double[][] cholesky(double[][] matrix) {
        int p = matrix.length;
        double[][] factor = new double[p][p];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                if (i == j && !(sum > 1e-12 * matrix[i][i])) {
                    throw new IllegalArgumentException("regressor " + (i + 1)
                            + ": constant, or a sum of the others (expected: values that tell it apart)");
                }
                factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
            }
        }
        return factor;
    }

    private static double[] solved(double[][] factor, double[] right) {
        double[] forward = right.clone();
        for (int i = 0; i < forward.length; i++) {
            for (int k = 0; k < i; k++) {
                forward[i] -= factor[i][k] * forward[k];
            }
            forward[i] /= factor[i][i];
        }
        return backward(factor, forward);
    }

    private static double[] backward(double[][] factor, double[] right) {
        double[] result = right.clone();
        for (int i = result.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < result.length; k++) {
                result[i] -= factor[k][i] * result[k];
            }
            result[i] /= factor[i][i];
        }
        return result;
    }
}
