package io.volute.statistics.sampling;

/**
 * Brings probabilities of a model that was trained on a sample with other shares of the classes back to the whole:
 * {@code odds = odds_s · r0 / r1} (Elkan, IJCAI 2001, theorem 2).
 *
 * @param negatives share of negative rows that was kept
 * @param positives share of positive rows that was kept
 */
public record PriorShift(double negatives, double positives) {
    /** Checks that both are above 0 and at most 1. */
    public PriorShift {
        check("negatives", negatives);
        check("positives", positives);
    }

    private static void check(String name, double rate) {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException(name + " kept: " + rate + " (expected: a share above 0, at most 1)");
        }
    }

    /**
     * The probability in the whole.
     *
     * @param sampled probability by a model of the sample
     * @throws IllegalArgumentException unless it is from 0 to 1
     */
    public double restore(double sampled) {
        if (!(sampled >= 0 && sampled <= 1)) {
            throw new IllegalArgumentException("probability: " + sampled + " (expected: from 0 to 1)");
        }
        double positive = sampled * negatives;
        return positive / (positive + (1 - sampled) * positives);
    }

    /** What {@link #restore} adds to the log of the odds. */
    public double logOdds() {
        return StrictMath.log(negatives / positives);
    }
}
