package io.volute.statistics.sequential;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;

/**
 * One look at an experiment that runs.
 *
 * @param estimate of the effect, absolute
 * @param error its standard error
 * @param n units of both arms
 * @param fraction information at the look over the planned one
 * @param spent chance of one side spent by now, this look included
 * @param bound bound for the size of z; infinite where nothing could be spent
 * @param last whether it was declared the last
 */
public record Look(double estimate, double error, long n, double fraction, double spent, double bound, boolean last) {

    /** The estimate in standard errors. */
    public double z() {
        return estimate / error;
    }

    /** Whether z is past the bound on either side. */
    public boolean crossed() {
        return Math.abs(z()) >= bound;
    }

    /** Whether nothing follows: it crossed, or was the last. */
    public boolean stops() {
        return last || crossed();
    }

    /**
     * The estimate with an interval that holds at all looks together: {@code estimate -+ bound error}; method
     * {@code repeated}.
     *
     * @return refused with code {@code no-bound-yet} where the look could spend nothing
     */
    public Figure repeated() {
        if (Double.isInfinite(bound)) {
            return new Refused(
                    "no-bound-yet",
                    "repeated interval at " + Math.round(100 * fraction) + " % of the planned information: no chance of"
                            + " a false alarm may be spent yet (expected: a later look)",
                    "wait for the next planned look");
        }
        return new Estimate(estimate, estimate - bound * error, estimate + bound * error, n, "repeated");
    }
}
