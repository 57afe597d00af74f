package io.volute.statistics.mean;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;

/**
 * Two normal estimates whose ratio is asked for, with their sampling covariance (Fieller 1954).
 *
 * @param numerator estimate above the line
 * @param denominator estimate below the line
 * @param varNumerator variance of the first
 * @param covariance of both
 * @param varDenominator variance of the second
 */
public record Fieller(
        double numerator, double denominator, double varNumerator, double covariance, double varDenominator) {

    /** @throws IllegalArgumentException if a value is not finite or a variance negative */
    public Fieller {
        if (!Double.isFinite(numerator + denominator + varNumerator + covariance + varDenominator)
                || varNumerator < 0
                || varDenominator < 0) {
            throw new IllegalArgumentException("ratio: " + numerator + " over " + denominator + ", variances "
                    + varNumerator + ", " + varDenominator + " (expected: finite, variances >= 0)");
        }
    }

    /**
     * All ratios r for which {@code numerator - r denominator} is not told from 0.
     *
     * @param q quantile of the reference distribution, such as 1.96
     * @param n units that both rest on
     * @return refused with code {@code denominator-near-zero} where the denominator itself is not told from 0: the set is
     *     then the whole line or two rays, never an interval
     */
    public Figure ratio(double q, long n, String method) {
        double a = denominator * denominator - q * q * varDenominator;
        if (!(a > 0)) {
            return new Refused(
                    "denominator-near-zero",
                    "denominator " + denominator + " with standard error " + Math.sqrt(varDenominator)
                            + " (expected: told from 0)",
                    "collect more, or compare differences instead of a ratio");
        }
        double b = numerator * denominator - q * q * covariance;
        double c = numerator * numerator - q * q * varNumerator;
        double root = Math.sqrt(Math.max(0, b * b - a * c));
        double ratio = numerator / denominator;
        // The ratio solves the inequality exactly; rounding must not push an end past it.
        return new Estimate(ratio, Math.min(ratio, (b - root) / a), Math.max(ratio, (b + root) / a), n, method);
    }

    /** Standard error of the ratio by the delta method: not for intervals, for saying how far a ratio moved. */
    public double error() {
        double ratio = numerator / denominator;
        double variance = varNumerator - 2 * ratio * covariance + ratio * ratio * varDenominator;
        return Math.sqrt(Math.max(0, variance)) / Math.abs(denominator);
    }
}
