package io.volute.statistics.association;

import io.volute.statistics.distribution.Normal;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.ranking.Ranks;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Strength of association between two columns; empty where it is undefined, as for a column of one value. Rows with a
 * missing value on either side are the caller's to leave out.
 */
public final class Associations {

    private Associations() {}

    /**
     * Rank correlation of two columns of numbers (Spearman 1904): Pearson's correlation of the mid-ranks, in [-1, 1].
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public static OptionalDouble spearman(double[] x, double[] y) {
        sameLength(x.length, y.length);
        if (x.length < 2) {
            return OptionalDouble.empty();
        }
        Ranks first = Ranks.of(x);
        Ranks second = Ranks.of(y);
        double middle = (x.length + 1) / 2.0;
        double both = 0;
        double ofFirst = 0;
        double ofSecond = 0;
        for (int i = 0; i < x.length; i++) {
            double a = first.rank(i) - middle;
            double b = second.rank(i) - middle;
            both += a * b;
            ofFirst += a * a;
            ofSecond += b * b;
        }
        return ofFirst == 0 || ofSecond == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(both / Math.sqrt(ofFirst * ofSecond));
    }

    /**
     * Two-sided p-value of a rank correlation of so many rows under independence: {@code rho sqrt(n - 1)} is nearly
     * standard normal (Hotelling, Pabst 1936), good from some 30 rows on, ties included.
     */
    public static double spearmanP(double rho, long n) {
        return Normal.twoSided(rho * Math.sqrt(n - 1.0));
    }

    /**
     * Share of a number's variance that lies between categories, {@code eta^2 = SS_between / SS_total}, in [0, 1].
     *
     * @param category number of each row's category, from 0
     */
    public static OptionalDouble etaSquared(int[] category, double[] value) {
        sameLength(category.length, value.length);
        int categories = 1 + Arrays.stream(category).max().orElse(-1);
        double[] sums = new double[categories];
        long[] counts = new long[categories];
        Moments all = Moments.of(value);
        for (int i = 0; i < value.length; i++) {
            sums[category[i]] += value[i] - all.mean();
            counts[category[i]]++;
        }
        double between = 0;
        int used = 0;
        for (int c = 0; c < categories; c++) {
            if (counts[c] > 0) {
                used++;
                between += sums[c] * sums[c] / counts[c];
            }
        }
        return all.m2() == 0 || used < 2 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, between / all.m2()));
    }

    /**
     * Cramér's V with the bias taken off (Bergsma 2013): {@code sqrt(f / min(r' - 1, c' - 1))} with {@code f = max(0,
     * chi2 / n - (r-1)(c-1)/(n-1))} and {@code r' = r - (r-1)^2/(n-1)}, so that independent columns of many values do not
     * look associated; in [0, 1].
     *
     * @param table counts by row and column; empty rows and columns do not count
     */
    public static OptionalDouble cramersV(long[][] table) {
        double[] rows = new double[table.length];
        double[] columns = new double[table.length == 0 ? 0 : table[0].length];
        double n = 0;
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                rows[i] += table[i][j];
                columns[j] += table[i][j];
                n += table[i][j];
            }
        }
        double r = Arrays.stream(rows).filter(sum -> sum > 0).count();
        double c = Arrays.stream(columns).filter(sum -> sum > 0).count();
        if (r < 2 || c < 2) {
            return OptionalDouble.empty();
        }
        double share = 0;
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                if (table[i][j] > 0) {
                    share += (double) table[i][j] * table[i][j] / (rows[i] * columns[j]);
                }
            }
        }
        double phi = Math.max(0, share - 1 - (r - 1) * (c - 1) / (n - 1));
        double least = Math.min(r - (r - 1) * (r - 1) / (n - 1), c - (c - 1) * (c - 1) / (n - 1)) - 1;
        return least <= 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, Math.sqrt(phi / least)));
    }

    private static void sameLength(int first, int second) {
        if (first != second) {
            throw new IllegalArgumentException("rows: " + first + " and " + second + " (expected: the same rows)");
        }
    }
}
