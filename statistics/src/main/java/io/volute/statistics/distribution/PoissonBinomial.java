package io.volute.statistics.distribution;

/**
 * How many of n independent events happen when each has its own probability. Exact by convolution up to
 * {@value #EXACT_UP_TO} rows, in the order given; beyond, the normal distribution with its mean and variance and a
 * continuity correction, whose error is then below a row in a thousand.
 */
public final class PoissonBinomial {

    private static final int EXACT_UP_TO = 2_000;

    private final double mean;
    private final double variance;
    private final double[] cumulative;
    private final int n;

    private PoissonBinomial(double mean, double variance, double[] cumulative, int n) {
        this.mean = mean;
        this.variance = variance;
        this.cumulative = cumulative;
        this.n = n;
    }

    /**
     * The distribution for these probabilities.
     *
     * @throws IllegalArgumentException if one is outside {@code [0, 1]}
     */
    public static PoissonBinomial of(double... probabilities) {
        double mean = 0;
        double variance = 0;
        for (double p : probabilities) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("probability: " + p + " (expected: 0 to 1)");
            }
            mean += p;
            variance += p * (1 - p);
        }
        double[] cumulative = probabilities.length <= EXACT_UP_TO ? convolution(probabilities) : new double[0];
        return new PoissonBinomial(mean, variance, cumulative, probabilities.length);
    }

    /** Expected number of events. */
    public double mean() {
        return mean;
    }

    /** Variance of the number of events. */
    public double variance() {
        return variance;
    }

    /** Probability of at most k events. */
    public double cumulative(int k) {
        if (k < 0) {
            return 0;
        }
        if (k >= n) {
            return 1;
        }
        return cumulative.length > 0
                ? cumulative[k]
                : variance == 0 ? (k >= mean ? 1 : 0) : Normal.cdf((k + .5 - mean) / Math.sqrt(variance));
    }

    /** The smallest k with probability p or more of at most k events. */
    public int quantile(double p) {
        int low = 0;
        int high = n;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative(middle) >= p) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static double[] convolution(double[] probabilities) {
        double[] mass = new double[probabilities.length + 1];
        mass[0] = 1;
        for (int i = 0; i < probabilities.length; i++) {
            double p = probabilities[i];
            for (int k = i + 1; k > 0; k--) {
                mass[k] = mass[k] * (1 - p) + mass[k - 1] * p;
            }
            mass[0] *= 1 - p;
        }
        double sum = 0;
        for (int k = 0; k < mass.length; k++) {
            sum += mass[k];
            mass[k] = sum;
        }
        return mass;
    }
}
