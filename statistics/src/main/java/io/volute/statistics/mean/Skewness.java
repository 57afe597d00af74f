package io.volute.statistics.mean;

import io.volute.statistics.moments.Moments;
import java.util.Optional;

/**
 * How lopsided a metric is, and whether an arm has units enough for the plain t interval all the same: {@code n >= 355
 * skewness^2} (Kohavi, Deng, Longbotham, Xu, KDD 2014). Where it has not, show
 * {@link io.volute.statistics.bootstrap.Bootstrap#studentisedDifference} beside it.
 *
 * @param n units
 * @param value third central moment over the cube of the standard deviation; 0 for a constant
 */
public record Skewness(long n, double value) {

    private static final double UNITS = 355;

    /** Of the values of one arm, each moment over n. */
    public static Skewness of(double... values) {
        Moments moments = Moments.of(values);
        double cubes = 0;
        for (double x : values) {
            double d = x - moments.mean();
            cubes += d * d * d;
        }
        double variance = moments.m2() / values.length;
        return new Skewness(
                values.length, moments.m2() == 0 ? 0 : cubes / values.length / (variance * Math.sqrt(variance)));
    }

    /** Units from which the t interval is near enough. */
    public long unitsNeeded() {
        return (long) Math.ceil(UNITS * value * value);
    }

    /** That the arm has fewer; empty if it has enough. */
    public Optional<String> warning() {
        return n < unitsNeeded()
                ? Optional.of("units: " + n + ", skewness " + Math.round(value * 10) / 10.0 + " (expected: >= "
                        + unitsNeeded() + " units); read the bootstrap-t interval")
                : Optional.empty();
    }
}
