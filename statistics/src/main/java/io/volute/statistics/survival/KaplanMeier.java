package io.volute.statistics.survival;

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

    private KaplanMeier(List<Point> points) {
        this.points = List.copyOf(points);
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
        return new KaplanMeier(points);
    }

    /** One point for each event time, ascending. */
    public List<Point> points() {
        return points;
    }

    /** Share that still waits after this time; 1 before the first event. */
    public double waiting(double time) {
        double waiting = 1;
        for (Point point : points) {
            if (point.time() > time) {
                break;
            }
            waiting = point.waiting();
        }
        return waiting;
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
}
