package io.volute.statistics.adjustment;

import io.volute.statistics.moments.CrossMoments;

/** Least squares from moments, with a ridge on the correlations. */
final class Ridge {

    private static final double RIDGE = 1e-8;

    private Ridge() {}

    /** Slopes of the first variable on the others; 0 for a constant one. */
    static double[] slopes(CrossMoments moments) {
        int p = moments.variables();
        int q = p - 1;
        double[] cross = moments.cross();
        double[] scale = new double[p];
        for (int j = 1; j < p; j++) {
            scale[j] = Math.sqrt(cross[j * p + j]);
        }
        double[][] correlation = new double[q][q];
        double[] right = new double[q];
        for (int i = 0; i < q; i++) {
            boolean constant = scale[i + 1] == 0;
            right[i] = constant ? 0 : cross[i + 1] / scale[i + 1];
            for (int j = 0; j < q; j++) {
                boolean both = !constant && scale[j + 1] != 0;
                correlation[i][j] = both ? cross[(i + 1) * p + j + 1] / scale[i + 1] / scale[j + 1] : 0;
            }
            correlation[i][i] = 1 + RIDGE;
        }
        double[] slopes = solved(correlation, right);
        for (int i = 0; i < q; i++) {
            slopes[i] = scale[i + 1] == 0 ? 0 : slopes[i] / scale[i + 1];
        }
        return slopes;
    }

    /** Cholesky in place: the ridge keeps the matrix positive. */
    private static double[] solved(double[][] matrix, double[] right) {
        int q = right.length;
        for (int i = 0; i < q; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, RIDGE / 2)) : sum / matrix[j][j];
            }
            for (int k = 0; k < i; k++) {
                right[i] -= matrix[i][k] * right[k];
            }
            right[i] /= matrix[i][i];
        }
        for (int i = q - 1; i >= 0; i--) {
            for (int k = i + 1; k < q; k++) {
                right[i] -= matrix[k][i] * right[k];
            }
            right[i] /= matrix[i][i];
        }
        return right;
    }
}
