package io.volute.modeling.model;

import io.volute.core.contract.dataengineering.Framing;

/** From the margins that a model adds up to what it says; the same bits on every platform. */
final class Link {
    private Link() {}

    /** {@code 1 / (1 + e^-margin)}. */
    static double logistic(double margin) {
        return 1 / (1 + StrictMath.exp(-margin));
    }

    /**
     * Replaces margins, row after row, by scores: the logistic function for two classes, {@code e^m / sum e^m} of each
     * row for several, nothing for a number.
     *
     * @param outputs margins of each row
     */
    static double[] apply(Framing framing, int outputs, double[] margins) {
        switch (framing) {
            case BINARY -> {
                for (int i = 0; i < margins.length; i++) {
                    margins[i] = logistic(margins[i]);
                }
            }
            case MULTICLASS -> {
                for (int first = 0; first < margins.length; first += outputs) {
                    softmax(margins, first, first + outputs);
                }
            }
            case REGRESSION -> {}
        }
        return margins;
    }

    private static void softmax(double[] margins, int from, int to) {
        double highest = margins[from];
        for (int i = from + 1; i < to; i++) {
            highest = Math.max(highest, margins[i]);
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            margins[i] = StrictMath.exp(margins[i] - highest);
            sum += margins[i];
        }
        for (int i = from; i < to; i++) {
            margins[i] /= sum;
        }
    }
}
