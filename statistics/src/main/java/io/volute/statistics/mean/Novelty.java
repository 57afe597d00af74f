package io.volute.statistics.mean;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Tested;
import io.volute.statistics.moments.Moments;

/**
 * Whether an effect is one of novelty: what the units did in the first third of their time after the exposure against what
 * the same units did in the last third. A treatment that is only new is tried and dropped; one that takes learning hurts at
 * first. Only units belong here whose whole time is over, so that both thirds are of the same people.
 *
 * @param first effect in the first third, {@code treatment - control}
 * @param last effect in the last third
 * @param change Welch's test that the two differ, of each unit's last less its first
 */
public record Novelty(Figure first, Figure last, Tested change) {

    private static final double APART = .05;

    /**
     * Of what each unit adds, its value or of a ratio its influence, in the order of the units in all four arrays.
     *
     * @throws IllegalArgumentException if an arm's two thirds are of different numbers of units
     */
    public static Novelty of(
            double[] firstTreatment, double[] lastTreatment, double[] firstControl, double[] lastControl) {
        return new Novelty(
                Arms.difference(Moments.of(firstTreatment), Moments.of(firstControl)),
                Arms.difference(Moments.of(lastTreatment), Moments.of(lastControl)),
                Arms.test(changes(firstTreatment, lastTreatment), changes(firstControl, lastControl)));
    }

    private static Moments changes(double[] first, double[] last) {
        if (first.length != last.length) {
            throw new IllegalArgumentException("units: " + first.length + " in the first third and " + last.length
                    + " in the last (expected: the same units)");
        }
        Moments changes = Moments.EMPTY;
        for (int i = 0; i < first.length; i++) {
            changes = changes.plus(last[i] - first[i]);
        }
        return changes;
    }

    /** Whether the effect turned: the thirds differ at 5 %, and one is above 0 and the other below. */
    public boolean turned() {
        return change.tested().filter(found -> found.below(APART)).isPresent()
                && first instanceof Estimate early
                && last instanceof Estimate late
                && early.estimate() * late.estimate() < 0;
    }
}
