package io.volute.statistics.launch;

/**
 * Sampling covariance of a launch's two estimated effects, from the same units.
 *
 * @param xx variance of the effect on the model's metric or proxy
 * @param xy covariance of both; 0 where x was measured on other data than y
 * @param yy variance of the effect on the business metric
 */
public record Noise(double xx, double xy, double yy) {

    /** For covariances that were rounded when they were written down. */
    private static final double ROUNDING = 1e-6;

    /** @throws IllegalArgumentException if a value is not finite, a variance negative, or the correlation beyond 1 */
    public Noise {
        if (!Double.isFinite(xx + xy + yy) || xx < 0 || yy < 0 || xy * xy > xx * yy * (1 + ROUNDING)) {
            throw new IllegalArgumentException("sampling covariance: " + xx + ", " + xy + ", " + yy
                    + " (expected: variances >= 0 and xy^2 <= xx yy)");
        }
    }
}
