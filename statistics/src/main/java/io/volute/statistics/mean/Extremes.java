package io.volute.statistics.mean;

import io.volute.statistics.Figure;
import io.volute.statistics.moments.Moments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What the few largest units do to an effect: the difference with and without them. For reading; the effect is the one
 * with all units, for leaving out users whom the treatment made large takes the effect away.
 *
 * @param all the difference over all units, Welch
 * @param without the difference without the units named
 * @param treatment places of the units left out in the treatment arm, largest first
 * @param control places of the units left out in the control arm, largest first
 * @param largestShare the largest unit's share of the sum of absolute values over both arms; 0 without values
 */
public record Extremes(
        Figure all, Figure without, List<Integer> treatment, List<Integer> control, double largestShare) {

    /** One unit that carries more than this share of the sum is to be named. */
    public static final double SHARE_MAX = .10;

    private static final double TOP = .001;

    /** Copies the lists. */
    public Extremes {
        treatment = List.copyOf(treatment);
        control = List.copyOf(control);
    }

    /** Without the top .1 % of the units of both arms together, at least one, by absolute value. */
    public static Extremes of(double[] treatment, double[] control) {
        return of(treatment, control, TOP);
    }

    /**
     * Without the top share of the units of both arms together, at least one unit, by absolute value; of equal ones the
     * treatment's first, then by place.
     *
     * @throws IllegalArgumentException unless the share is above 0 and below 1
     */
    public static Extremes of(double[] treatment, double[] control, double top) {
        if (!(top > 0 && top < 1)) {
            throw new IllegalArgumentException("top share: " + top + " (expected: above 0, below 1)");
        }
        int units = treatment.length + control.length;
        int taken = Math.min(units, Math.max(1, (int) Math.ceil(top * units)));
        // Smallest first: what falls out of a queue of this length is not among the largest.
        Comparator<Integer> largestLast = Comparator.comparingDouble(
                        (Integer unit) -> Math.abs(at(treatment, control, unit)))
                .thenComparing(Comparator.reverseOrder());
        PriorityQueue<Integer> largest = new PriorityQueue<>(largestLast);
        double sum = 0;
        for (int unit = 0; unit < units; unit++) {
            sum += Math.abs(at(treatment, control, unit));
            largest.add(unit);
            if (largest.size() > taken) {
                largest.remove();
            }
        }
        List<Integer> leftOut = new ArrayList<>(largest);
        leftOut.sort(largestLast.reversed());
        List<Integer> t = new ArrayList<>();
        List<Integer> c = new ArrayList<>();
        for (int unit : leftOut) {
            if (unit < treatment.length) {
                t.add(unit);
            } else {
                c.add(unit - treatment.length);
            }
        }
        double first = leftOut.isEmpty() ? 0 : Math.abs(at(treatment, control, leftOut.get(0)));
        return new Extremes(
                Arms.difference(Moments.of(treatment), Moments.of(control)),
                Arms.difference(Moments.of(without(treatment, t)), Moments.of(without(control, c))),
                t,
                c,
                sum == 0 ? 0 : first / sum);
    }

    /** Whether one unit alone carries more than {@value #SHARE_MAX} of the sum. */
    public boolean oneDecides() {
        return largestShare > SHARE_MAX;
    }

    private static double at(double[] treatment, double[] control, int unit) {
        return unit < treatment.length ? treatment[unit] : control[unit - treatment.length];
    }

    private static double[] without(double[] values, List<Integer> leftOut) {
        boolean[] out = new boolean[values.length];
        leftOut.forEach(unit -> out[unit] = true);
        double[] kept = new double[values.length - leftOut.size()];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (!out[i]) {
                kept[n++] = values[i];
            }
        }
        return kept;
    }
}
