package io.volute.statistics.moments;

/**
 * Moments of two variables of the same units, with their cross moment (Chan, Golub, LeVeque 1983). Immutable.
 *
 * @param x moments of the first variable
 * @param y moments of the second variable, over the same units
 * @param cross sum of products of deviations
 */
public record PairMoments(Moments x, Moments y, double cross) {

    /** Moments of no units. */
    public static final PairMoments EMPTY = new PairMoments(Moments.EMPTY, Moments.EMPTY, 0);

    /** @throws IllegalArgumentException if the counts differ or the cross moment is not finite */
    public PairMoments {
        if (x.n() != y.n() || !Double.isFinite(cross)) {
            throw new IllegalArgumentException(
                    "pair moments: n " + x.n() + " and " + y.n() + ", cross " + cross + " (expected: equal n, finite)");
        }
    }

    /** Moments of the pairs; {@link IllegalArgumentException} if the lengths differ. */
    public static PairMoments of(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "pairs: " + x.length + " and " + y.length + " (expected: equal lengths)");
        }
        double meanX = 0;
        double meanY = 0;
        double m2x = 0;
        double m2y = 0;
        double cross = 0;
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - meanX;
            double dy = y[i] - meanY;
            meanX += dx / (i + 1);
            meanY += dy / (i + 1);
            m2x += dx * (x[i] - meanX);
            m2y += dy * (y[i] - meanY);
            cross += dx * (y[i] - meanY);
        }
        return new PairMoments(new Moments(x.length, meanX, m2x), new Moments(x.length, meanY, m2y), cross);
    }

    /** Units. */
    public long n() {
        return x.n();
    }

    /** Moments of both sets of units, which must be disjoint. */
    public PairMoments plus(PairMoments other) {
        if (n() == 0) {
            return other;
        }
        if (other.n() == 0) {
            return this;
        }
        double share = (double) n() * other.n() / (n() + other.n());
        double dx = other.x.mean() - x.mean();
        double dy = other.y.mean() - y.mean();
        return new PairMoments(x.plus(other.x), y.plus(other.y), cross + other.cross + dx * dy * share);
    }

    /** Unbiased covariance; 0 with fewer than two units. */
    public double covariance() {
        return n() < 2 ? 0 : cross / (n() - 1);
    }

    /**
     * The ratio of sums {@code R = sum x / sum y} as moments that every method for means takes: mean R, squared
     * deviations of the influences {@code (x - R y) / mean y} (Deng, Knoblich, Lu, KDD 2018). Not the mean of ratios.
     *
     * @throws IllegalArgumentException if the mean of y is 0
     */
    public Moments ratio() {
        if (y.mean() == 0) {
            throw new IllegalArgumentException("ratio: mean of the denominator 0 (expected: not 0)");
        }
        double r = x.mean() / y.mean();
        double m2 = (x.m2() - 2 * r * cross + r * r * y.m2()) / (y.mean() * y.mean());
        return new Moments(n(), r, Math.max(0, m2));
    }
}
