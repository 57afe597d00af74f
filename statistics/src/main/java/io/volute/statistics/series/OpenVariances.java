package io.volute.statistics.series;

import io.volute.statistics.random.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * What a series leaves open of its two variances, so that they are drawn and not taken as known. Given their ratio, the
 * noise is the sum of squares over a chi-square of its degrees of freedom, exactly (with the prior {@code 1 / noise}); the
 * ratio has its likelihood times the prior under which the angle between the two deviations is uniform, on a grid where
 * the likelihood is not negligible. Immutable.
 */
final class OpenVariances {

    private static final double EDGE = 14;
    private static final int GRID = 80;
    /** Ratios whose weight is below exp(-12) of the best are left out. */
    private static final double NEGLIGIBLE = 12;

    private final List<LocalLevel> models;
    private final double[] cumulative;

    private OpenVariances(List<LocalLevel> models, double[] cumulative) {
        this.models = models;
        this.cumulative = cumulative;
    }

    /** Of a series that {@link LocalLevel#fit} takes. */
    static OpenVariances of(double[] y, double[]... x) {
        double low = EDGE;
        double high = -EDGE;
        double step = 2 * EDGE / GRID;
        double[] coarse = new double[GRID + 1];
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= GRID; i++) {
            coarse[i] = weight(LocalLevel.at(y, x, StrictMath.exp(i * step - EDGE)), i * step - EDGE);
            top = Math.max(top, coarse[i]);
        }
        for (int i = 0; i <= GRID; i++) {
            if (coarse[i] > top - NEGLIGIBLE) {
                low = Math.min(low, (i - 1) * step - EDGE);
                high = Math.max(high, (i + 1) * step - EDGE);
            }
        }
        List<LocalLevel> models = new ArrayList<>();
        double[] logs = new double[GRID + 1];
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= GRID; i++) {
            double at = low + i * (high - low) / GRID;
            models.add(LocalLevel.at(y, x, StrictMath.exp(at)));
            logs[i] = weight(models.get(i), at);
            best = Math.max(best, logs[i]);
        }
        double[] cumulative = new double[GRID + 1];
        double sum = 0;
        for (int i = 0; i <= GRID; i++) {
            sum += StrictMath.exp(logs[i] - best);
            cumulative[i] = sum;
        }
        return new OpenVariances(models, cumulative);
    }

    /** Log-likelihood at a logarithm of the ratio, plus the prior's {@code sqrt(ratio) / (1 + ratio)} of that logarithm. */
    private static double weight(LocalLevel model, double logRatio) {
        return model.logLikelihood() + logRatio / 2 - StrictMath.log1p(StrictMath.exp(logRatio));
    }

    /** One path of what comes next, all drawn that the series leaves open. */
    void path(double[][] x, Draws draws, double[] path) {
        double u = draws.uniform() * cumulative[cumulative.length - 1];
        int i = 0;
        while (cumulative[i] <= u) {
            i++;
        }
        LocalLevel model = models.get(i);
        // All deviations of a model are proportional to that of the noise.
        double scale = Math.sqrt(model.freedom() / (2 * draws.gamma(model.freedom() / 2.0)));
        double[] normals = new double[x.length + 1 + 2 * path.length];
        for (int k = 0; k < normals.length; k++) {
            normals[k] = scale * draws.normal();
        }
        model.path(x, normals, path);
    }
}
