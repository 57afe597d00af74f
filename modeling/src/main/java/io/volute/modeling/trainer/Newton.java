package io.volute.modeling.trainer;

import io.volute.core.error.VoluteException;
import io.volute.modeling.ModelingError;
import io.volute.modeling.feature.FeatureMatrix;

/** Gradient and factored Hessian of the ridge logistic loss at one point. The intercept is the last place. */
final class Newton {
    private final double[] gradient;
    private final double[][] factor;

    private Newton(double[] gradient, double[][] factor) {
        this.gradient = gradient;
        this.factor = factor;
    }

    static Newton at(TrainingRows rows, double[] beta, double l2) {
        int p = beta.length - 1;
        double[] gradient = new double[p + 1];
        double[][] hessian = new double[p + 1][];
        for (int i = 0; i <= p; i++) {
            hessian[i] = new double[i + 1];
            if (i < p) {
                gradient[i] = l2 * beta[i];
                hessian[i][i] = l2;
            }
        }
        FeatureMatrix x = rows.features();
        for (int row = 0; row < rows.rows(); row++) {
            double probability = 1 / (1 + StrictMath.exp(-LogisticTrainer.eta(x, row, beta)));
            double residual = probability - (rows.label(row) ? 1 : 0);
            double weight = probability * (1 - probability);
            // Entries ascend, so (entry, earlier entry) is always below the diagonal.
            for (int entry = x.start(row); entry < x.start(row + 1); entry++) {
                int i = x.feature(entry);
                double value = x.value(entry);
                gradient[i] += residual * value;
                double weighted = weight * value;
                double[] line = hessian[i];
                for (int other = x.start(row); other <= entry; other++) {
                    line[x.feature(other)] += weighted * x.value(other);
                }
                hessian[p][i] += weighted;
            }
            gradient[p] += residual;
            hessian[p][p] += weight;
        }
        return new Newton(gradient, cholesky(hessian));
    }

    /** Hessian inverse times gradient: what a full step subtracts. */
    double[] direction() {
        int n = gradient.length;
        double[] x = gradient.clone();
        for (int i = 0; i < n; i++) {
            double sum = x[i];
            for (int k = 0; k < i; k++) {
                sum -= factor[i][k] * x[k];
            }
            x[i] = sum / factor[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            x[i] /= factor[i][i];
            for (int k = 0; k < i; k++) {
                x[k] -= factor[i][k] * x[i];
            }
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
        for (int column = 0; column < n; column++) {
            // Column of the inverse factor; squares of its entries add up to the inverse's diagonal.
            double[] inverse = new double[n];
            inverse[column] = 1 / factor[column][column];
            for (int i = column + 1; i < n; i++) {
                double sum = 0;
                for (int k = column; k < i; k++) {
                    sum -= factor[i][k] * inverse[k];
                }
                inverse[i] = sum / factor[i][i];
            }
            if (column < n - 1) {
                for (int i = column; i < n; i++) {
                    trace += inverse[i] * inverse[i];
                }
            }
        }
        return n - l2 * trace;
    }

    private static double[][] cholesky(double[][] a) {
        for (int i = 0; i < a.length; i++) {
            double[] line = a[i];
            for (int j = 0; j <= i; j++) {
                double[] above = a[j];
                double sum = line[j];
                for (int k = 0; k < j; k++) {
                    sum -= line[k] * above[k];
                }
                if (j < i) {
                    line[j] = sum / above[j];
                } else if (sum > 0) {
                    line[i] = Math.sqrt(sum);
                } else {
                    throw new VoluteException(
                            ModelingError.TRAINING_FAILED,
                            "trainer logistic: feature " + i + " adds nothing that the others do not say (expected: a"
                                    + " positive definite Hessian); raise l2");
                }
            }
        }
        return a;
    }
}
