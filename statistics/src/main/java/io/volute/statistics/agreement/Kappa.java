package io.volute.statistics.agreement;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.distribution.Normal;

/** Agreement beyond chance of two labellings of the same rows (Cohen 1960), for ordered labels weighted (1968). */
public final class Kappa {

    private static final int DRAWS = 2_000;

    private Kappa() {}

    /** How much of an agreement a near miss is. */
    public enum Weights {
        /** None: labels have no order. */
        NONE("kappa"),
        /** {@code 1 - |i - j| / (k - 1)}. */
        LINEAR("kappa-linear"),
        /** {@code 1 - (i - j)^2 / (k - 1)^2}. */
        QUADRATIC("kappa-quadratic");

        private final String method;

        Weights(String method) {
            this.method = method;
        }

        private double of(int i, int j, int k) {
            double gap = k == 1 ? 0 : Math.abs(i - j) / (k - 1.0);
            return switch (this) {
                case NONE -> i == j ? 1 : 0;
                case LINEAR -> 1 - gap;
                case QUADRATIC -> 1 - gap * gap;
            };
        }
    }

    /**
     * {@code (po - pe) / (1 - pe)} with the large-sample 95 % interval (Fleiss, Cohen, Everitt 1969), cut at -1 and 1;
     * method {@code kappa}.
     *
     * @param table rows by first and second label, square
     * @return refused without rows, or with code {@code undefined} where both used one label only
     * @throws IllegalArgumentException if the table is not square or a count is negative
     */
    public static Figure of(long[][] table) {
        return weighted(table, Weights.NONE);
    }

    /** Weighted kappa for ordered labels, disagreement weights {@code (i - j)^2}; method {@code kappa-quadratic}. */
    public static Figure quadratic(long[][] table) {
        return weighted(table, Weights.QUADRATIC);
    }

    /**
     * Kappa with these weights and its large-sample interval; methods {@code kappa}, {@code kappa-linear},
     * {@code kappa-quadratic}; refused like {@link #of}.
     */
    public static Figure weighted(long[][] table, Weights weights) {
        int k = table.length;
        double[] first = new double[k];
        double[] second = new double[k];
        long n = 0;
        for (int i = 0; i < k; i++) {
            if (table[i].length != k) {
                throw new IllegalArgumentException(
                        "table: " + k + " rows, " + table[i].length + " columns in row " + i + " (expected: square)");
            }
            for (int j = 0; j < k; j++) {
                if (table[i][j] < 0) {
                    throw new IllegalArgumentException("count: " + table[i][j] + " (expected: >= 0)");
                }
                n += table[i][j];
                first[i] += table[i][j];
                second[j] += table[i][j];
            }
        }
        if (n == 0) {
            return Refused.tooFew("rows labelled twice", 0, 1);
        }
        double rows = n;
        double po = 0;
        double pe = 0;
        double[] meanFirst = new double[k];
        double[] meanSecond = new double[k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double w = weights.of(i, j, k);
                po += w * table[i][j] / rows;
                pe += w * first[i] / rows * second[j] / rows;
                meanFirst[i] += w * second[j] / rows;
                meanSecond[j] += w * first[i] / rows;
            }
        }
        if (pe >= 1) {
            return new Refused(
                    "undefined",
                    "kappa: both labellings use one label only (expected: at least two labels)",
                    "draw rows that hold several labels");
        }
        double kappa = (po - pe) / (1 - pe);
        double sum = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double part = weights.of(i, j, k) - (meanFirst[i] + meanSecond[j]) * (1 - kappa);
                sum += table[i][j] / rows * part * part;
            }
        }
        double centre = kappa - pe * (1 - kappa);
        double half = Normal.upperQuantile(.025) * Math.sqrt(Math.max(0, sum - centre * centre) / rows) / (1 - pe);
        return new Estimate(kappa, Math.max(-1, kappa - half), Math.min(1, kappa + half), n, weights.method);
    }

    /**
     * The same kappa with an interval that trusts no large sample: rows are drawn anew; method {@code bca}.
     *
     * @return refused like {@link #of} and like {@link Bootstrap#bca}
     */
    public static Figure bootstrapped(long[][] table, Weights weights, long seed) {
        if (!(weighted(table, weights) instanceof Estimate found)) {
            return weighted(table, weights);
        }
        int k = table.length;
        int[] cell = new int[Math.toIntExact(found.n())];
        int row = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                for (long count = 0; count < table[i][j]; count++) {
                    cell[row++] = i * k + j;
                }
            }
        }
        return Bootstrap.bca(cell.length, DRAWS, seed, drawn -> {
            long[][] resample = new long[k][k];
            for (int r = 0; r < cell.length; r++) {
                resample[cell[r] / k][cell[r] % k] += drawn[r];
            }
            return weighted(resample, weights) instanceof Estimate one ? one.estimate() : Double.NaN;
        });
    }
}
