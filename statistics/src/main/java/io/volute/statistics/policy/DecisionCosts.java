package io.volute.statistics.policy;

/**
 * What acting or not acting costs by outcome, in one currency per row.
 *
 * @param actPositive cost of acting where the outcome is positive
 * @param actNegative cost of acting in vain
 * @param skipPositive cost of not acting where the outcome is positive
 * @param skipNegative cost of not acting where nothing was to do
 */
public record DecisionCosts(double actPositive, double actNegative, double skipPositive, double skipNegative) {

    /** @throws IllegalArgumentException if a cost is not finite, or no outcome makes acting cheaper and none dearer */
    public DecisionCosts {
        double sum = actPositive + actNegative + skipPositive + skipNegative;
        if (!Double.isFinite(sum) || !(actNegative > skipNegative) || !(skipPositive > actPositive)) {
            throw new IllegalArgumentException("costs: act " + actPositive + " or " + actNegative + ", skip "
                    + skipPositive + " or " + skipNegative
                    + " (expected: acting dearer where nothing is to do, cheaper where something is)");
        }
    }

    /** An inspection costs the same whatever it finds, a miss its own price; doing nothing rightly is free. */
    public static DecisionCosts inspection(double inspection, double miss) {
        return new DecisionCosts(inspection, inspection, miss, 0);
    }

    /** Act from this probability on (Elkan, IJCAI 2001): {@code (C10 - C00) / ((C10 - C00) + (C01 - C11))}. */
    public double threshold() {
        double vain = actNegative - skipNegative;
        return vain / (vain + skipPositive - actPositive);
    }

    /** Cost of one row. */
    public double of(boolean act, boolean positive) {
        if (act) {
            return positive ? actPositive : actNegative;
        }
        return positive ? skipPositive : skipNegative;
    }

    /**
     * Cost of each row under a policy.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public double[] of(boolean[] act, boolean[] positive) {
        if (act.length != positive.length) {
            throw new IllegalArgumentException(
                    "rows: " + act.length + " decisions, " + positive.length + " outcomes (expected: as many)");
        }
        double[] result = new double[act.length];
        for (int i = 0; i < act.length; i++) {
            result[i] = of(act[i], positive[i]);
        }
        return result;
    }

    /** Cost of each row under the best action in hindsight. */
    public double[] oracle(boolean[] positive) {
        double[] result = new double[positive.length];
        for (int i = 0; i < positive.length; i++) {
            result[i] = Math.min(of(true, positive[i]), of(false, positive[i]));
        }
        return result;
    }
}
