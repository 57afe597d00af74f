package io.volute.modeling.trainer;

import io.volute.core.error.VoluteException;
import io.volute.modeling.ModelingError;
import io.volute.modeling.feature.FeatureMatrix;

/**
 * Gradient and factored Hessian of a ridge loss of weighted sums at one point. The intercept is the last place. The
 * factor is kept as the upper triangle {@code R} of {@code H = R' R}, so that every inner loop runs along a row.
 */
final class Newton {
    private final double[] gradient;
    private final double[][] factor;

    private Newton(double[] gradient, double[][] factor) {
        this.gradient = gradient;
        this.factor = factor;
    }

    /** The loss of a row as a function of its weighted sum. */
    interface Curve {
        /**
         * Writes the first derivative of the row's loss at {@code eta} to place 0 and the second to place 1.
         *
         * @param eta the row's weighted sum with intercept
         */
        void at(int row, double eta, double[] derivatives);
    }

    /**
     * The two derivatives of {@code sum(loss) + l2/2 |beta|^2}, the intercept free.
     *
     * @param trainer name of the trainer, for the message
     */
    static Newton at(String trainer, FeatureMatrix x, double[] beta, double l2, Curve curve) {
        int p = beta.length - 1;
        double[] gradient = new double[p + 1];
        double[][] hessian = new double[p + 1][p + 1];
        for (int i = 0; i < p; i++) {
            gradient[i] = l2 * beta[i];
            hessian[i][i] = l2;
        }
        double[] derivatives = new double[2];
        for (int row = 0; row < x.rows(); row++) {
            curve.at(row, LogisticTrainer.eta(x, row, beta), derivatives);
            double residual = derivatives[0];
            double weight = derivatives[1];
            // Entries ascend, so (entry, later entry) is always above the diagonal.
            int end = x.start(row + 1);
            for (int entry = x.start(row); entry < end; entry++) {
                int i = x.feature(entry);
                double value = x.value(entry);
                gradient[i] += residual * value;
                double weighted = weight * value;
                double[] line = hessian[i];
                for (int other = entry; other < end; other++) {
                    line[x.feature(other)] += weighted * x.value(other);
                }
                line[p] += weighted;
            }
            gradient[p] += residual;
            hessian[p][p] += weight;
        }
        factor(trainer, hessian);
        return new Newton(gradient, hessian);
    }

    /** Hessian inverse times gradient: what a full step subtracts. */
    double[] direction() {
        return solve(gradient);
    }

    /** Hessian inverse times a vector. */
    double[] solve(double[] vector) {
        int n = vector.length;
        double[] x = vector.clone();
        for (int k = 0; k < n; k++) {
            x[k] /= factor[k][k];
            subtract(factor[k], x[k], x, k + 1);
        }
        for (int i = n - 1; i >= 0; i--) {
            double[] line = factor[i];
            double sum = x[i];
            for (int k = n - 1; k > i; k--) {
                sum -= line[k] * x[k];
            }
            x[i] = sum / line[i];
        }
        return x;
    }

    /**
     * Effective degrees of freedom with the intercept: {@code p + 1 - l2 trace of the penalised block of H^-1} (Hastie,
     * Tibshirani, Friedman 2009, 7.6, for the last weighted least squares step).
     */
    double freedom(double l2) {
        int n = gradient.length;
        double trace = 0;
        for (int column = 0; column < n - 1; column++) {
            // Column of the inverse of R'; squares of its entries add up to the inverse's diagonal.
            double[] inverse = new double[n];
            inverse[column] = 1;
            for (int k = column; k < n; k++) {
                inverse[k] /= factor[k][k];
                trace += inverse[k] * inverse[k];
                subtract(factor[k], inverse[k], inverse, k + 1);
            }
        }
        return n - l2 * trace;
    }

    /** Cholesky in place of the upper triangle, row by row; what is below the diagonal is not looked at. */
    private static void factor(String trainer, double[][] a) {
        int n = a.length;
        for (int k = 0; k < n; k++) {
            double[] line = a[k];
            if (!(line[k] > 0)) {
                throw new VoluteException(
                        ModelingError.TRAINING_FAILED,
                        "trainer " + trainer + ": feature " + k
                                + " adds nothing that the others do not say (expected: a"
                                + " positive definite Hessian); raise l2");
            }
            double root = Math.sqrt(line[k]);
            line[k] = root;
            for (int j = k + 1; j < n; j++) {
                line[j] /= root;
            }
            for (int i = k + 1; i < n; i++) {
                subtract(line, line[i], a[i], i);
            }
        }
    }

    /** {@code to -= times * line} from a place on. */
    private static void subtract(double[] line, double times, double[] to, int from) {
        for (int j = from; j < to.length; j++) {
            to[j] -= times * line[j];
        }
    }
}
