package io.volute.statistics.score;

/**
 * The parts of a Brier score.
 *
 * @param reliability mean squared distance of probabilities from what came true: 0 is calibrated
 * @param resolution how far groups differ from the base rate: higher is better
 * @param uncertainty {@code base (1 - base)}: no model changes it
 */
public record BrierParts(double reliability, double resolution, double uncertainty) {

    /** The Brier score. */
    public double score() {
        return reliability - resolution + uncertainty;
    }
}
