package io.volute.statistics.launch;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;

/**
 * How the true effect on the business metric goes with the true effect on the model's metric.
 *
 * @param status how much the launches tell
 * @param slope business effect for one unit of the model's metric with its 95 % interval; refused unless
 *     {@link Status#BOUNDED}
 * @param sign 1 or -1 if the slope is told from 0, else 0
 */
public record Link(Status status, Figure slope, int sign) {

    /** How much the launches tell. */
    public enum Status {
        /** A slope with an interval. */
        BOUNDED,
        /** Only the direction: too few launches for a size. */
        SIGN_ONLY,
        /** Nothing; the slope's refusal says why. */
        REFUSED
    }

    /** @throws IllegalArgumentException if a slope is there although not bounded, or missing although bounded */
    public Link {
        if ((status == Status.BOUNDED) != (slope instanceof Estimate) || Math.abs(sign) > 1) {
            throw new IllegalArgumentException("link: " + status + " with " + slope + ", sign " + sign
                    + " (expected: a slope if and only if it is bounded)");
        }
    }

    /** Whether enough launches were seen and the model's metric still does not move the business: scope anew. */
    public boolean broken() {
        return status == Status.BOUNDED && sign == 0;
    }
}
