package io.volute.modeling.trainer;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.modeling.model.Complexity;
import io.volute.modeling.model.LinearModel;
import io.volute.statistics.moments.Moments;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Weighted sums with a ridge, intercepts free: for two classes the logistic regression of {@link LogisticTrainer}, for
 * several the softmax regression of {@link Softmax}, for a number least squares, {@code 1/2 sum (y - eta)^2 + l2/2
 * |beta|^2}. One thread, sums in row order. A ridge treats all features alike, so they should be on one scale, as the
 * transform {@code number} makes them.
 */
final class LinearTrainer implements Trainer {
    private static final String NAME = "linear";

    @Doc("linear models with a ridge: logistic, softmax or least squares, as the label asks")
    record Options(
            @Doc("strength of the ridge, above 0") @Default("1")
            double l2) {
        Options {
            if (!(l2 > 0) || Double.isInfinite(l2)) {
                throw new IllegalArgumentException("l2: " + l2 + " (expected: > 0)");
            }
        }
    }

    @Inject
    LinearTrainer() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public Complexity.Family family() {
        return Complexity.Family.LINEAR;
    }

    @Override
    public Set<Framing> framings() {
        return Set.of(Framing.values());
    }

    @Override
    public Trained train(Record options, TrainingRows rows, long seed, Watch watch) {
        double l2 = ((Options) options).l2();
        return switch (rows.target().framing()) {
            case BINARY -> LogisticTrainer.fit(NAME, rows, l2, watch);
            case MULTICLASS -> Softmax.fit(NAME, rows, l2, watch);
            case REGRESSION -> leastSquares(rows, l2, watch);
        };
    }

    /** The normal equations, for labels less their mean so that the intercept is small, and one step of refinement. */
    private static Trained leastSquares(TrainingRows rows, double l2, Watch watch) {
        int p = rows.features().features();
        LogisticTrainer.requireFew(NAME, p);
        double mean = Moments.of(
                        IntStream.range(0, rows.rows()).mapToDouble(rows::value).toArray())
                .mean();
        Newton.Curve curve = (row, eta, derivatives) -> {
            derivatives[0] = eta - (rows.value(row) - mean);
            derivatives[1] = 1;
        };
        double[] beta = new double[p + 1];
        double freedom = 0;
        for (int step = 1; step <= 2; step++) {
            Newton newton = Newton.at(NAME, rows.features(), beta, l2, curve);
            double[] direction = newton.direction();
            for (int i = 0; i <= p; i++) {
                beta[i] -= direction[i];
            }
            freedom = newton.freedom(l2);
            watch.progress(step, 2, "steps");
        }
        double[] weights = Arrays.copyOf(beta, p);
        LinearModel model =
                new LinearModel(Framing.REGRESSION, new double[] {mean + beta[p]}, new double[][] {weights});
        return new Trained(model, freedom);
    }
}
