package io.volute.statistics.survival;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Normal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The share that still waits after a time: product over event times of {@code 1 - d/n}, with Greenwood's variance
 * (Kaplan, Meier 1958). Those still waiting are censored at their age; leaving them out would make waits look short. At
 * equal times events come before censorings. Immutable.
 */
public final class KaplanMeier {

    private final List<Point> points;
    private final long n;
    private final double last;

    private KaplanMeier(List<Point> points, long n, double last) {
        this.points = List.copyOf(points);
        this.n = n;
        this.last = last;
    }

    /**
     * The curve just after an event time.
     *
     * @param time when at least one event happened
     * @param waiting share that still waits after it
     * @param standardError Greenwood's
     */
    public record Point(double time, double waiting, double standardError) {}

    /**
     * The curve.
     *
     * @param events times of those whose event happened
     * @param censored times up to which the others are known to have waited
     */
    public static KaplanMeier of(double[] events, double[] censored) {
        double[] happened = events.clone();
        double[] left = censored.clone();
        Arrays.sort(happened);
        Arrays.sort(left);
        List<Point> points = new ArrayList<>();
        double waiting = 1;
        double greenwood = 0;
        int gone = 0;
        for (int i = 0; i < happened.length; ) {
            double time = happened[i];
            int deaths = 0;
            while (i < happened.length && happened[i] == time) {
                deaths++;
                i++;
            }
            while (gone < left.length && left[gone] < time) {
                gone++;
            }
            double atRisk = happened.length - (i - deaths) + left.length - gone;
            waiting *= 1 - deaths / atRisk;
            greenwood += atRisk == deaths ? 0 : deaths / (atRisk * (atRisk - deaths));
            points.add(new Point(time, waiting, waiting * Math.sqrt(greenwood)));
        }
        double last = Math.max(
                happened.length == 0 ? 0 : happened[happened.length - 1], left.length == 0 ? 0 : left[left.length - 1]);
        return new KaplanMeier(points, (long) happened.length + left.length, last);
    }

    /** One point for each event time, ascending. */
    public List<Point> points() {
        return points;
    }

    /** Share that still waits after this time; 1 before the first event. */
    public double waiting(double time) {
        return at(time).waiting();
    }

    /** Greenwood's standard error of {@link #waiting}; 0 before the first event. */
    public double error(double time) {
        return at(time).standardError();
    }

    /**
     * {@link #waiting} with its 95 % interval on the log-minus-log scale (Kalbfleisch, Prentice 1980), which stays within
     * 0 and 1; method {@code kaplan-meier}; n counts all rows, waiting or not.
     *
     * @return refused with code {@code not-reached} beyond the longest time seen, {@code no-variance} where no event has
     *     come yet or nobody waits any more
     */
    public Figure figure(double time) {
        if (time > last) {
            return notReached(time, last);
        }
        double s = waiting(time);
        if (s == 1 || s == 0) {
            return Refused.noVariance("the share still waiting");
        }
        double half = Normal.upperQuantile(.025) * error(time) / (s * Math.abs(StrictMath.log(s)));
        double low = StrictMath.pow(s, StrictMath.exp(half));
        double high = StrictMath.pow(s, StrictMath.exp(-half));
        return new Estimate(s, low, high, n, "kaplan-meier");
    }

    /**
     * How much more often it has happened by a time under treatment, {@code treatment - control}, with the normal interval
     * of Greenwood's errors; method {@code kaplan-meier-difference}; n counts all rows of both arms. Units that wait are
     * counted for as long as they waited; the plain share among all who entered comes out too low while some are young.
     *
     * @return refused with code {@code not-reached} beyond the longest time seen in an arm, {@code no-variance} if nothing
     *     has happened yet in either
     */
    public static Figure happenedDifference(KaplanMeier treatment, KaplanMeier control, double time, double alpha) {
        double last = Math.min(treatment.last, control.last);
        if (time > last) {
            return notReached(time, last);
        }
        double error = Math.hypot(treatment.error(time), control.error(time));
        if (!(error > 0)) {
            return Refused.noVariance("the share that has happened, in both arms");
        }
        double d = control.waiting(time) - treatment.waiting(time);
        double half = Normal.upperQuantile(alpha / 2) * error;
        return new Estimate(d, d - half, d + half, treatment.n + control.n, "kaplan-meier-difference");
    }

    private static Refused notReached(double time, double last) {
        return new Refused(
                "not-reached",
                "time: " + time + " (expected: at most the longest wait seen, " + last + ")",
                "wait for older rows, or ask for an earlier time");
    }

    /**
     * First time by which this share has happened; empty where the curve does not reach it, never the last time.
     *
     * @throws IllegalArgumentException unless {@code 0 < share <= 1}
     */
    public OptionalDouble quantile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + " (expected: above 0, at most 1)");
        }
        return points.stream()
                .filter(point -> point.waiting() <= 1 - share + 1e-12)
                .mapToDouble(Point::time)
                .findFirst();
    }

    private Point at(double time) {
        Point found = new Point(0, 1, 0);
        for (Point point : points) {
            if (point.time() > time) {
                break;
            }
            found = point;
        }
        return found;
    }
}
