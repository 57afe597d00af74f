package io.volute.statistics.launch;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Student;
import io.volute.statistics.launch.Link.Status;
import io.volute.statistics.mean.Fieller;
import io.volute.statistics.moments.PairMoments;

/** A slope as the ratio of two means over launches, {@code mean a / mean b}, and how much of it may be said. */
record MomentRatio(PairMoments moments) {

    /** Fewer launches than this tell nothing. */
    static final int SIGN_FROM = 10;

    /** Fewer launches than this have no interval at all. */
    private static final int SEEN_FROM = 3;

    /** Up to so many launches tell a direction only. */
    static final int SIGN_TO = 30;

    static MomentRatio of(double[] a, double[] b) {
        return new MomentRatio(PairMoments.of(a, b));
    }

    private Fieller fieller() {
        double n = moments.n();
        return new Fieller(
                moments.x().mean(),
                moments.y().mean(),
                moments.x().meanVariance(),
                moments.covariance() / n,
                moments.y().meanVariance());
    }

    double slope() {
        return moments.x().mean() / moments.y().mean();
    }

    double error() {
        return fieller().error();
    }

    Link link(String method) {
        long n = moments.n();
        if (n < SIGN_FROM) {
            return new Link(Status.REFUSED, Refused.tooFew("launches", n, SIGN_FROM), 0);
        }
        if (!(seen(method) instanceof Estimate found)) {
            return new Link(Status.REFUSED, noise(n), 0);
        }
        int sign = found.above(0) ? 1 : found.below(0) ? -1 : 0;
        return n > SIGN_TO
                ? new Link(Status.BOUNDED, found, sign)
                : new Link(Status.SIGN_ONLY, signOnly(n, sign), sign);
    }

    /** The ratio with its interval, however few launches there are; at least 3, as of two there is no spread of errors. */
    Figure seen(String method) {
        long n = moments.n();
        if (n < SEEN_FROM) {
            return Refused.tooFew("launches", n, SEEN_FROM);
        }
        Figure ratio = fieller().ratio(Student.upperQuantile(.025, n - 1.0), n, method);
        // A negative variance of the true effects is no denominator, however well it is told from 0.
        return ratio instanceof Estimate && moments.y().mean() > 0 ? ratio : noise(n);
    }

    private static Refused noise(long n) {
        return new Refused(
                "noise-dominates",
                "noise dominates: no bounded slope from " + n + " launches (expected: effects on the"
                        + " model's metric that differ by more than their sampling errors)",
                "add launches, or larger ones, or units for each");
    }

    private static Refused signOnly(long n, int sign) {
        String told = sign == 0 ? "not even the sign" : "only the sign, " + (sign > 0 ? "up with up" : "down with up");
        return new Refused(
                "sign-only",
                n + " launches tell of the slope " + told + " (expected: more than " + SIGN_TO + " for its size)",
                "collect more than " + SIGN_TO + " launches");
    }
}
