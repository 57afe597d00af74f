package io.volute.statistics.value;

import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.ranking.Ranks;
import java.util.Arrays;

/**
 * What the scores of a pilot would be worth: the best point of their empirical ROC curve in place of
 * {@link ValueCurve}'s binormal one. Where a block of equal scores does not fit the capacity, a part of it is acted on.
 * The best point is chosen on the same rows, so it flatters a little: choose the threshold on other rows before you
 * report. Immutable.
 */
public final class EmpiricalValue {

    private static final int DRAWS = 2_000;

    private final ValueCurve curve;
    private final int[] order;
    private final double[] score;
    private final boolean[] truth;
    private final int positives;

    /** Where on the curve the value is highest. */
    private record Best(double value, double threshold, double falsePositiveRate) {}

    /**
     * Of these scores.
     *
     * @param curve prices, base rate, decisions and capacity; rates within each class come from the rows
     * @param score higher for what looks positive; finite
     * @param truth whether each row is positive
     * @throws IllegalArgumentException if the lengths differ or a score is NaN
     */
    public EmpiricalValue(ValueCurve curve, double[] score, boolean[] truth) {
        if (score.length != truth.length) {
            throw new IllegalArgumentException(
                    score.length + " scores, " + truth.length + " labels (expected: one for each row)");
        }
        this.curve = curve;
        this.score = score.clone();
        this.truth = truth.clone();
        double[] negated = new double[score.length];
        int found = 0;
        for (int i = 0; i < score.length; i++) {
            negated[i] = -score[i];
            found += truth[i] ? 1 : 0;
        }
        this.order = Ranks.ascending(negated);
        this.positives = found;
    }

    /**
     * Value per period at the best threshold, at least 0, bootstrapped over rows; method {@code bca}.
     *
     * @return refused with code {@code one-class} if a class is missing, and like {@link Bootstrap#bca}
     */
    public Figure value(long seed) {
        if (positives == 0 || positives == truth.length) {
            return new Refused(
                    "one-class",
                    "value: " + positives + " positives in " + truth.length + " rows (expected: both classes)",
                    "use a longer window, or wait for labels of the other class");
        }
        return Bootstrap.bca(truth.length, DRAWS, seed, weights -> best(weights).value());
    }

    /** Acts from this score on; infinite where never acting is best. */
    public double threshold() {
        return best(once()).threshold();
    }

    /** Share of negatives acted on there; 0 if there are none. */
    public double falsePositiveRate() {
        return best(once()).falsePositiveRate();
    }

    private int[] once() {
        int[] once = new int[truth.length];
        Arrays.fill(once, 1);
        return once;
    }

    private Best best(int[] weights) {
        double p = 0;
        double n = 0;
        for (int i = 0; i < truth.length; i++) {
            p += truth[i] ? weights[i] : 0;
            n += truth[i] ? 0 : weights[i];
        }
        if (p == 0 || n == 0) {
            return new Best(Double.NaN, Double.NaN, 0);
        }
        Best best = new Best(0, Double.POSITIVE_INFINITY, 0);
        double tpr = 0;
        double fpr = 0;
        int at = 0;
        while (at < order.length) {
            double cut = score[order[at]];
            double moreP = 0;
            double moreN = 0;
            while (at < order.length && score[order[at]] == cut) {
                moreP += truth[order[at]] ? weights[order[at]] : 0;
                moreN += truth[order[at]] ? 0 : weights[order[at]];
                at++;
            }
            double wanted = actions(moreP / p, moreN / n);
            double left = curve.capacity() - actions(tpr, fpr);
            double share = wanted <= left ? 1 : left / wanted;
            tpr += share * moreP / p;
            fpr += share * moreN / n;
            double value = curve.rows()
                    * (curve.base() * tpr * (curve.gain() - curve.action())
                            - (1 - curve.base()) * fpr * (curve.loss() + curve.action()));
            if (value > best.value()) {
                best = new Best(value, cut, fpr);
            }
            if (share < 1) {
                break;
            }
        }
        return best;
    }

    private double actions(double tpr, double fpr) {
        return curve.rows() * (curve.base() * tpr + (1 - curve.base()) * fpr);
    }
}
