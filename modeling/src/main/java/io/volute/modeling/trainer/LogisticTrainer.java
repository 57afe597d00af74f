package io.volute.modeling.trainer;

import io.volute.core.error.VoluteException;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.modeling.ModelingError;
import io.volute.modeling.feature.FeatureMatrix;
import io.volute.modeling.model.Complexity;
import io.volute.modeling.model.LinearModel;
import jakarta.inject.Inject;

/**
 * Ridge logistic regression: minimises {@code sum(log(1+e^eta) - y eta) + l2/2 |beta|^2} with the intercept free, by
 * Newton's method with step halving. One thread, sums in row order.
 */
final class LogisticTrainer implements Trainer {
    /** A dense Hessian of more columns costs more than it is worth. */
    static final int FEATURES_MAX = 2_000;

    private static final int STEPS_MAX = 50;
    private static final int HALVINGS_MAX = 30;
    private static final double STEP_DONE = 1e-8;

    /** Without a ridge, one-hot features have no unique solution. */
    @Doc("logistic regression with a ridge")
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
    LogisticTrainer() {}

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
    public Trained train(Record options, TrainingRows rows, long seed, Watch watch) {
        return fit("logistic", rows, ((Options) options).l2(), watch);
    }

    /**
     * Refuses more features than a dense matrix can carry.
     *
     * @param trainer its name, for the message
     */
    static void requireFew(String trainer, int features) {
        if (features > FEATURES_MAX) {
            throw new VoluteException(
                    ModelingError.TOO_MANY_FEATURES,
                    "trainer " + trainer + ", features: " + features + " (expected at most " + FEATURES_MAX
                            + "); raise min-count of one-hot, or leave a column out");
        }
    }

    /**
     * Fits two classes.
     *
     * @param trainer name of the trainer, for messages
     * @param l2 strength of the ridge, above 0
     */
    static Trained fit(String trainer, TrainingRows rows, double l2, Watch watch) {
        int p = rows.features().features();
        requireFew(trainer, p);
        // Place p is the intercept; it starts at the log odds, where one class alone would put it.
        double[] beta = new double[p + 1];
        beta[p] = StrictMath.log((double) rows.positives() / (rows.rows() - rows.positives()));
        double loss = loss(rows, beta, l2);
        Newton.Curve curve = (row, eta, derivatives) -> {
            double probability = 1 / (1 + StrictMath.exp(-eta));
            derivatives[0] = probability - (rows.label(row) ? 1 : 0);
            derivatives[1] = probability * (1 - probability);
        };
        for (int step = 1; step <= STEPS_MAX; step++) {
            Newton newton = Newton.at(trainer, rows.features(), beta, l2, curve);
            double[] direction = newton.direction();
            double size = 1;
            double[] next = moved(beta, direction, size);
            double nextLoss = loss(rows, next, l2);
            for (int halving = 0; !(nextLoss <= loss) && halving < HALVINGS_MAX; halving++) {
                size /= 2;
                next = moved(beta, direction, size);
                nextLoss = loss(rows, next, l2);
            }
            double moved = 0;
            for (int i = 0; i <= p; i++) {
                moved = Math.max(moved, Math.abs(next[i] - beta[i]));
            }
            // At the optimum rounding can make every further step a hair worse; then this one is the answer.
            boolean better = nextLoss <= loss;
            if (better) {
                beta = next;
                loss = nextLoss;
            }
            watch.progress(step, STEPS_MAX, "steps");
            if (moved < STEP_DONE || !better) {
                return new Trained(linear(beta), newton.freedom(l2));
            }
        }
        throw new VoluteException(
                ModelingError.TRAINING_FAILED,
                "trainer " + trainer + ": not converged after " + STEPS_MAX + " steps (expected: far fewer); raise l2");
    }

    private static LinearModel linear(double[] beta) {
        int p = beta.length - 1;
        double[] weights = new double[p];
        System.arraycopy(beta, 0, weights, 0, p);
        return new LinearModel(beta[p], weights);
    }

    private static double[] moved(double[] beta, double[] direction, double size) {
        double[] next = beta.clone();
        for (int i = 0; i < next.length; i++) {
            next[i] -= size * direction[i];
        }
        return next;
    }

    private static double loss(TrainingRows rows, double[] beta, double l2) {
        double sum = 0;
        for (int row = 0; row < rows.rows(); row++) {
            double eta = eta(rows.features(), row, beta);
            double softplus = Math.max(eta, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(eta)));
            sum += rows.label(row) ? softplus - eta : softplus;
        }
        double squares = 0;
        for (int i = 0; i < beta.length - 1; i++) {
            squares += beta[i] * beta[i];
        }
        return sum + l2 * squares / 2;
    }

    static double eta(FeatureMatrix features, int row, double[] beta) {
        double eta = beta[beta.length - 1];
        for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
            eta += beta[features.feature(entry)] * features.value(entry);
        }
        return eta;
    }
}
