package io.volute.statistics.series;

import java.util.OptionalDouble;

/** How much neighbours in time resemble each other. Stateless. */
public final class Autocorrelation {

    private Autocorrelation() {}

    /**
     * Sample autocorrelation at a lag (Box, Jenkins 1970): the sum of products of deviations from the mean, over all pairs
     * of this distance, by the sum of squared deviations.
     *
     * @param values in equal steps of time; NaN where there is none, and its pairs are left out
     * @return empty with fewer than {@code lag + 2} values, or where all are the same
     * @throws IllegalArgumentException if the lag is below 1
     */
    public static OptionalDouble at(double[] values, int lag) {
        if (lag < 1) {
            throw new IllegalArgumentException("lag: " + lag + " (expected: >= 1)");
        }
        double sum = 0;
        int n = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                n++;
            }
        }
        if (n < lag + 2) {
            return OptionalDouble.empty();
        }
        double mean = sum / n;
        double squares = 0;
        double products = 0;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                continue;
            }
            squares += (values[i] - mean) * (values[i] - mean);
            if (i >= lag && !Double.isNaN(values[i - lag])) {
                products += (values[i] - mean) * (values[i - lag] - mean);
            }
        }
        return squares > 0 ? OptionalDouble.of(products / squares) : OptionalDouble.empty();
    }
}
