package io.volute.statistics.ranking;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import io.volute.statistics.Tested;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.moments.Moments;
import java.util.Optional;

/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties one half. Variances by DeLong,
 * DeLong, Clarke-Pearson (1988) in the fast form of Sun, Xu (2014), O(n log n).
 */
public final class Auc {

    private final double value;
    private final double[] positives;
    private final double[] negatives;

    private Auc(double value, double[] positives, double[] negatives) {
        this.value = value;
        this.positives = positives;
        this.negatives = negatives;
    }

    /**
     * AUC with its 95 % interval on the logit scale; method {@code delong-logit}; n counts rows.
     *
     * @return refused with code {@code one-class} if a class is missing, {@code perfect} at exactly 0 or 1, where the
     *     variance is 0 and a leak is likely, {@code no-variance} if it vanishes otherwise
     * @throws IllegalArgumentException if the lengths differ or a score is NaN
     */
    public static Figure of(double[] score, boolean[] truth) {
        return oneClass(truth).<Figure>map(refused -> refused).orElseGet(() -> of(score, truth, .05));
    }

    /** The area alone, for curves and searches: NaN if a class is missing. */
    public static double value(double[] score, boolean[] truth) {
        return oneClass(truth).isPresent() ? Double.NaN : components(score, truth).value;
    }

    /** Standard error by DeLong: NaN if a class has fewer than two rows. */
    public static double error(double[] score, boolean[] truth) {
        return oneClass(truth).isPresent()
                ? Double.NaN
                : Math.sqrt(components(score, truth).variance());
    }

    /**
     * Difference {@code first - second} of the areas of two scores of the same rows, 95 %, with their covariance; method
     * {@code delong-paired}.
     *
     * @return refused with code {@code one-class}, or {@code identical} if both order the rows alike
     */
    public static Figure difference(double[] first, double[] second, boolean[] truth) {
        return oneClass(truth).<Figure>map(refused -> refused).orElseGet(() -> {
            double[] dv = differenceAndError(first, second, truth);
            if (dv[1] == 0) {
                return dv[0] == 0 ? Refused.identical("both rankings") : Refused.noVariance("the difference of areas");
            }
            double half = Normal.upperQuantile(.025) * dv[1];
            return new Estimate(dv[0], dv[0] - half, dv[0] + half, truth.length, "delong-paired");
        });
    }

    /** The two-sided test of equal areas; method {@code delong-paired}; refused like {@link #difference}. */
    public static Tested test(double[] first, double[] second, boolean[] truth) {
        return oneClass(truth).<Tested>map(refused -> refused).orElseGet(() -> {
            double[] dv = differenceAndError(first, second, truth);
            if (dv[1] == 0) {
                return dv[0] == 0 ? Refused.identical("both rankings") : Refused.noVariance("the difference of areas");
            }
            double z = dv[0] / dv[1];
            return new Significance(z, 0, Normal.twoSided(z), "delong-paired");
        });
    }

    private static Figure of(double[] score, boolean[] truth, double alpha) {
        Auc auc = components(score, truth);
        if (auc.value == 0 || auc.value == 1) {
            return new Refused(
                    "perfect",
                    "auc: exactly " + auc.value + " on " + auc.positives.length + " positives and "
                            + auc.negatives.length + " negatives (expected: some overlap)",
                    "look for a column that holds the answer");
        }
        if (auc.positives.length < 2 || auc.negatives.length < 2) {
            return Refused.tooFew("rows of each class", Math.min(auc.positives.length, auc.negatives.length), 2);
        }
        double variance = auc.variance();
        if (variance == 0) {
            return Refused.noVariance("the ranking");
        }
        double slope = auc.value * (1 - auc.value);
        double logit = StrictMath.log(auc.value / (1 - auc.value));
        double half = Normal.upperQuantile(alpha / 2) * Math.sqrt(variance) / slope;
        return new Estimate(auc.value, logistic(logit - half), logistic(logit + half), truth.length, "delong-logit");
    }

    private static double[] differenceAndError(double[] first, double[] second, boolean[] truth) {
        Auc a = components(first, truth);
        Auc b = components(second, truth);
        double[] positives = minus(a.positives, b.positives);
        double[] negatives = minus(a.negatives, b.negatives);
        double variance =
                Moments.of(positives).meanVariance() + Moments.of(negatives).meanVariance();
        return new double[] {a.value - b.value, Math.sqrt(variance)};
    }

    private double variance() {
        return positives.length < 2 || negatives.length < 2
                ? Double.NaN
                : Moments.of(positives).meanVariance() + Moments.of(negatives).meanVariance();
    }

    /** Structural components: for each positive the share of negatives below it, for each negative of positives above. */
    private static Auc components(double[] score, boolean[] truth) {
        if (score.length != truth.length) {
            throw new IllegalArgumentException(
                    "auc: " + score.length + " scores, " + truth.length + " labels (expected: one for each row)");
        }
        int p = count(truth);
        int n = truth.length - p;
        double[] positive = new double[p];
        double[] negative = new double[n];
        for (int i = 0, at = 0, other = 0; i < truth.length; i++) {
            if (truth[i]) {
                positive[at++] = score[i];
            } else {
                negative[other++] = score[i];
            }
        }
        Ranks all = Ranks.of(score);
        Ranks within = Ranks.of(positive);
        Ranks without = Ranks.of(negative);
        double sum = 0;
        for (int i = 0, at = 0, other = 0; i < truth.length; i++) {
            if (truth[i]) {
                positive[at] = (all.rank(i) - within.rank(at)) / n;
                sum += positive[at++];
            } else {
                negative[other] = 1 - (all.rank(i) - without.rank(other)) / p;
                other++;
            }
        }
        return new Auc(sum / p, positive, negative);
    }

    private static Optional<Refused> oneClass(boolean[] truth) {
        int p = count(truth);
        return p > 0 && p < truth.length
                ? Optional.empty()
                : Optional.of(new Refused(
                        "one-class",
                        "auc: " + p + " positives in " + truth.length + " rows (expected: both classes)",
                        "use a longer window, or wait for labels of the other class"));
    }

    private static int count(boolean[] truth) {
        int p = 0;
        for (boolean positive : truth) {
            p += positive ? 1 : 0;
        }
        return p;
    }

    private static double[] minus(double[] a, double[] b) {
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = a[i] - b[i];
        }
        return result;
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
