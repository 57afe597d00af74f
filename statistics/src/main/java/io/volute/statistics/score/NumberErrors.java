package io.volute.statistics.score;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Student;
import io.volute.statistics.mean.Means;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.moments.PairMoments;

/** How far predicted numbers are from what came. Lengths must agree, else {@link IllegalArgumentException}. */
public final class NumberErrors {
    private NumberErrors() {}

    /** {@code |prediction - truth|} of each row. */
    public static double[] absolute(double[] prediction, double[] truth) {
        double[] errors = errors(prediction, truth);
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.abs(errors[i]);
        }
        return errors;
    }

    /** {@code (prediction - truth)^2} of each row. */
    public static double[] squared(double[] prediction, double[] truth) {
        double[] errors = errors(prediction, truth);
        for (int i = 0; i < errors.length; i++) {
            errors[i] *= errors[i];
        }
        return errors;
    }

    /** Mean absolute error with its t interval. */
    public static Figure mae(double[] prediction, double[] truth) {
        return Means.interval(Moments.of(absolute(prediction, truth)));
    }

    /** Mean squared error with its t interval. */
    public static Figure mse(double[] prediction, double[] truth) {
        return Means.interval(Moments.of(squared(prediction, truth)));
    }

    /**
     * Root of the mean squared error, 95 %, by the t interval of the mean's logarithm (delta method), so that it stays
     * above 0; method {@code root-mean-log-t}.
     *
     * @return refused with fewer than two rows, or if all errors are equally large
     */
    public static Figure rmse(double[] prediction, double[] truth) {
        return logarithmic(Moments.of(squared(prediction, truth)), "root-mean-log-t")
                .scaled(Math::sqrt);
    }

    /**
     * Share of the judged numbers' variance that is explained: {@code 1 - sum (y - prediction)^2 / sum (y - mean of
     * y)^2}, below 0 for predictions that are worse than that mean. 95 %, by the t interval of the logarithm of the
     * ratio, whose variance is that of its influences; method {@code ratio-log-t}.
     *
     * @return refused with fewer than two rows, with code {@code no-variance} if the truth is constant, or the errors
     *     are a constant multiple of the deviations
     */
    public static Figure rSquared(double[] prediction, double[] truth) {
        double[] errors = squared(prediction, truth);
        Moments numbers = Moments.of(truth);
        if (numbers.n() >= 2 && numbers.m2() == 0) {
            return Refused.noVariance("the judged label");
        }
        if (numbers.n() < 2) {
            return Refused.tooFew("rows", numbers.n(), 2);
        }
        double[] deviations = new double[truth.length];
        for (int i = 0; i < truth.length; i++) {
            deviations[i] = (truth[i] - numbers.mean()) * (truth[i] - numbers.mean());
        }
        return logarithmic(PairMoments.of(errors, deviations).ratio(), "ratio-log-t")
                .scaled(ratio -> 1 - ratio);
    }

    /** A positive mean with an interval that is symmetric on its logarithm. */
    private static Figure logarithmic(Moments sample, String method) {
        if (sample.n() < 2) {
            return Refused.tooFew("rows", sample.n(), 2);
        }
        if (sample.m2() == 0 || sample.mean() == 0) {
            return Refused.noVariance("the error");
        }
        double half = Student.upperQuantile(.025, sample.n() - 1.0) * sample.standardError() / sample.mean();
        return new Estimate(
                sample.mean(),
                sample.mean() * StrictMath.exp(-half),
                sample.mean() * StrictMath.exp(half),
                sample.n(),
                method);
    }

    private static double[] errors(double[] prediction, double[] truth) {
        if (prediction.length != truth.length) {
            throw new IllegalArgumentException("rows: " + prediction.length + " predictions, " + truth.length
                    + " labels (expected: one for each row)");
        }
        double[] errors = new double[truth.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = prediction[i] - truth[i];
        }
        return errors;
    }
}
