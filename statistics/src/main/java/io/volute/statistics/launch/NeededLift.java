package io.volute.statistics.launch;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;

/** How far a model's metric must move for a wanted effect on the business metric. */
public final class NeededLift {

    private NeededLift() {}

    /**
     * The wanted effect over the slope; its ends are those at the ends of the slope's interval. Of the sign in which the
     * model's metric must move. Method {@code needed-lift}, n that of the slope.
     *
     * @param effect wanted on the business metric, signed, not 0
     * @param slope business effect for one unit of the model's metric
     * @return the slope's refusal; refused with code {@code slope-near-zero} where the slope is not told from 0, since no
     *     lift is then known to be enough
     * @throws IllegalArgumentException if the effect is 0 or not finite
     */
    public static Figure of(double effect, Figure slope) {
        if (effect == 0 || !Double.isFinite(effect)) {
            throw new IllegalArgumentException("wanted effect: " + effect + " (expected: finite, not 0)");
        }
        if (!(slope instanceof Estimate found)) {
            return slope;
        }
        if (!found.above(0) && !found.below(0)) {
            return new Refused(
                    "slope-near-zero",
                    "slope " + found.estimate() + " between " + found.low() + " and " + found.high()
                            + " (expected: told from 0)",
                    "run an A/B on the business metric, or add launches");
        }
        double one = effect / found.low();
        double other = effect / found.high();
        return new Estimate(
                effect / found.estimate(), Math.min(one, other), Math.max(one, other), found.n(), "needed-lift");
    }
}
