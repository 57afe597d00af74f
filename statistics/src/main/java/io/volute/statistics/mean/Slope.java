package io.volute.statistics.mean;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Student;
import io.volute.statistics.moments.PairMoments;

/** Slope of a straight line by least squares, with its t interval. */
public final class Slope {

    private Slope() {}

    /**
     * Slope of y on x at 95 %; method {@code least-squares}.
     *
     * @param needed fewest points that the caller accepts, at least 3
     * @return refused below {@code needed} points, or if all x are equal
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Figure leastSquares(double[] x, double[] y, int needed) {
        PairMoments pairs = PairMoments.of(x, y);
        if (pairs.n() < Math.max(3, needed)) {
            return Refused.tooFew("points", pairs.n(), Math.max(3, needed));
        }
        if (pairs.x().m2() == 0) {
            return Refused.noVariance("x");
        }
        double slope = pairs.cross() / pairs.x().m2();
        double residual = Math.max(0, pairs.y().m2() - slope * pairs.cross()) / (pairs.n() - 2);
        double half = Student.upperQuantile(.025, pairs.n() - 2.0)
                * Math.sqrt(residual / pairs.x().m2());
        return new Estimate(slope, slope - half, slope + half, pairs.n(), "least-squares");
    }

    /**
     * Slope of ln y on ln x: by how many percent y changes for one percent of x. Refused also if a value is not above 0
     * (code {@code not-positive}).
     */
    public static Figure logLog(double[] x, double[] y, int needed) {
        double[] logX = new double[x.length];
        double[] logY = new double[y.length];
        for (int i = 0; i < x.length; i++) {
            if (!(x[i] > 0) || !(y[i] > 0)) {
                return new Refused(
                        "not-positive",
                        "point " + i + ": " + x[i] + ", " + y[i] + " (expected: both above 0)",
                        "leave the point out, or use the plain slope");
            }
            logX[i] = StrictMath.log(x[i]);
            logY[i] = StrictMath.log(y[i]);
        }
        return leastSquares(logX, logY, needed);
    }
}
