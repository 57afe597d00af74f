package io.volute.statistics.test;

import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import java.util.Arrays;

/** Two-sample Kolmogorov-Smirnov test. Conservative with ties. */
public final class KolmogorovSmirnov {

    private static final double EXACT_UP_TO = 10_000;

    private KolmogorovSmirnov() {}

    /**
     * {@code D = max |F - G|} over the distinct values; p exact by counting lattice paths if {@code n m <= 10,000} (Hodges
     * 1957), else by Kolmogorov's series; method {@code ks-exact} or {@code ks}.
     *
     * @return refused if a side is empty
     * @throws IllegalArgumentException if a value is NaN; missing values are tested apart
     */
    public static Tested twoSample(double[] first, double[] second) {
        if (first.length == 0 || second.length == 0) {
            return Refused.tooFew("rows on each side", 0, 1);
        }
        double d = distance(sorted(first), sorted(second));
        double n = first.length;
        double m = second.length;
        return n * m <= EXACT_UP_TO
                ? new Significance(d, 0, exact(d, first.length, second.length), "ks-exact")
                : new Significance(d, 0, series(d * Math.sqrt(n * m / (n + m))), "ks");
    }

    private static double distance(double[] a, double[] b) {
        int i = 0;
        int j = 0;
        double largest = 0;
        while (i < a.length && j < b.length) {
            double value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] == value) {
                i++;
            }
            while (j < b.length && b[j] == value) {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return largest;
    }

    /** Share of the paths from (0, 0) to (n, m) that stay below d, one row of the lattice at a time. */
    private static double exact(double d, int n, int m) {
        double limit = d - 1e-10;
        double[] inside = new double[m + 1];
        for (int j = 0; j <= m; j++) {
            inside[j] = j > 0 && (inside[j - 1] == 0 || (double) j / m >= limit) ? 0 : 1;
        }
        for (int i = 1; i <= n; i++) {
            inside[0] = (double) i / n >= limit ? 0 : inside[0];
            for (int j = 1; j <= m; j++) {
                boolean outside = Math.abs((double) i / n - (double) j / m) >= limit;
                // Weights i/(i+j) and j/(i+j) turn path counts into shares of all paths to (i, j): no overflow.
                inside[j] = outside ? 0 : (inside[j] * i + inside[j - 1] * j) / (i + j);
            }
        }
        return Math.max(0, Math.min(1, 1 - inside[m]));
    }

    private static double series(double lambda) {
        if (lambda < .2) {
            return 1;
        }
        double sum = 0;
        double sign = 1;
        for (int k = 1; k <= 200; k++) {
            double term = StrictMath.exp(-2.0 * k * k * lambda * lambda);
            sum += sign * term;
            if (term < 1e-16) {
                break;
            }
            sign = -sign;
        }
        return Math.max(0, Math.min(1, 2 * sum));
    }

    private static double[] sorted(double[] values) {
        double[] copy = values.clone();
        for (int i = 0; i < copy.length; i++) {
            if (Double.isNaN(copy[i])) {
                throw new IllegalArgumentException("value: NaN (expected: missing values left out, tested apart)");
            }
            copy[i] = copy[i] + 0.0; // -0 is 0
        }
        Arrays.sort(copy);
        return copy;
    }
}
