package io.volute.statistics.launch;

import java.util.Arrays;

/** The little linear algebra that a handful of proxies needs. */
final class SymmetricMatrix {

    private static final int SWEEPS = 50;

    private SymmetricMatrix() {}

    /** The nearest matrix without negative eigenvalues, those being set to 0 (Higham 1988); Jacobi's rotations. */
    static double[][] positivePart(double[][] matrix) {
        int p = matrix.length;
        double[][] a = new double[p][];
        double[][] v = new double[p][p];
        for (int i = 0; i < p; i++) {
            a[i] = matrix[i].clone();
            v[i][i] = 1;
        }
        for (int sweep = 0; sweep < SWEEPS && !diagonal(a); sweep++) {
            for (int i = 0; i < p; i++) {
                for (int j = i + 1; j < p; j++) {
                    rotate(a, v, i, j);
                }
            }
        }
        double[][] result = new double[p][p];
        for (int k = 0; k < p; k++) {
            double value = Math.max(0, a[k][k]);
            for (int i = 0; i < p; i++) {
                for (int j = 0; j < p; j++) {
                    result[i][j] += value * v[i][k] * v[j][k];
                }
            }
        }
        return result;
    }

    private static boolean diagonal(double[][] a) {
        double off = 0;
        double on = 0;
        for (int i = 0; i < a.length; i++) {
            on += a[i][i] * a[i][i];
            for (int j = i + 1; j < a.length; j++) {
                off += a[i][j] * a[i][j];
            }
        }
        return off <= 1e-32 * on;
    }

    private static void rotate(double[][] a, double[][] v, int i, int j) {
        if (a[i][j] == 0) {
            return;
        }
        double theta = (a[j][j] - a[i][i]) / (2 * a[i][j]);
        double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int k = 0; k < a.length; k++) {
            double x = a[k][i];
            double y = a[k][j];
            a[k][i] = c * x - s * y;
            a[k][j] = s * x + c * y;
        }
        for (int k = 0; k < a.length; k++) {
            double x = a[i][k];
            double y = a[j][k];
            a[i][k] = c * x - s * y;
            a[j][k] = s * x + c * y;
            double z = v[k][i];
            v[k][i] = c * z - s * v[k][j];
            v[k][j] = s * z + c * v[k][j];
        }
    }

    /** Solution by elimination; all NaN where a pivot is below {@code singular} of its diagonal element. */
    static double[] solve(double[][] matrix, double[] right, double singular) {
        int p = right.length;
        double[] before = new double[p];
        for (int i = 0; i < p; i++) {
            before[i] = matrix[i][i];
        }
        double[] result = new double[p];
        for (int i = 0; i < p; i++) {
            if (!(matrix[i][i] > singular * before[i])) {
                Arrays.fill(result, Double.NaN);
                return result;
            }
            for (int k = i + 1; k < p; k++) {
                double factor = matrix[k][i] / matrix[i][i];
                for (int j = i; j < p; j++) {
                    matrix[k][j] -= factor * matrix[i][j];
                }
                right[k] -= factor * right[i];
            }
        }
        for (int i = p - 1; i >= 0; i--) {
            double sum = right[i];
            for (int j = i + 1; j < p; j++) {
                sum -= matrix[i][j] * result[j];
            }
            result[i] = sum / matrix[i][i];
        }
        return result;
    }
}
