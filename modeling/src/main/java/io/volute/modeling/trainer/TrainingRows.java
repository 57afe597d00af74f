package io.volute.modeling.trainer;

import io.volute.core.error.VoluteException;
import io.volute.modeling.ModelingError;
import io.volute.modeling.feature.FeatureMatrix;

/** Features and labels of the rows to learn from: both classes are there. Immutable. */
public final class TrainingRows {
    private final FeatureMatrix features;
    private final boolean[] labels;
    private final int positives;

    /**
     * Checks that there is something to learn.
     *
     * @param what whose rows they are, for the message
     * @throws VoluteException NO_ROWS, ONE_CLASS
     */
    public TrainingRows(FeatureMatrix features, boolean[] labels, String what) {
        if (features.rows() != labels.length) {
            throw new IllegalArgumentException(
                    "labels: " + labels.length + " (expected one for each of " + features.rows() + " rows)");
        }
        this.features = features;
        this.labels = labels.clone();
        int count = 0;
        for (boolean label : labels) {
            count += label ? 1 : 0;
        }
        this.positives = count;
        if (labels.length == 0) {
            throw new VoluteException(
                    ModelingError.NO_ROWS, "training rows of " + what + ": 0 (expected: rows with a label)");
        }
        if (positives == 0 || positives == labels.length) {
            throw new VoluteException(
                    ModelingError.ONE_CLASS,
                    "labels of " + what + ": 1 class in " + labels.length
                            + " training rows (expected: both); use a longer history, or check the label's definition");
        }
    }

    /** The features. */
    public FeatureMatrix features() {
        return features;
    }

    /** Number of rows. */
    public int rows() {
        return labels.length;
    }

    /** Whether the event happened. */
    public boolean label(int row) {
        return labels[row];
    }

    /** Rows with the event. */
    public int positives() {
        return positives;
    }
}
