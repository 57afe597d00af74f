package io.volute.modeling.trainer;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.error.VoluteException;
import io.volute.modeling.ModelingError;
import io.volute.modeling.feature.FeatureMatrix;
import io.volute.modeling.rows.Target;
import java.util.Arrays;

/** Features and labels of the rows to learn from: every class is there, numbers differ. Immutable. */
public final class TrainingRows {
    private final FeatureMatrix features;
    private final Target target;
    private final double[] labels;
    private final int[] counts;

    /**
     * Rows of two classes.
     *
     * @param what whose rows they are, for the message
     * @throws VoluteException NO_ROWS, ONE_CLASS
     */
    public TrainingRows(FeatureMatrix features, boolean[] labels, String what) {
        this(Target.EVENT, features, numbers(labels), what);
    }

    /**
     * Checks that there is something to learn.
     *
     * @param target what is to be predicted
     * @param labels 1 for the event and 0 without, the place of the class, or the number, finite
     * @param what whose rows they are, for the message
     * @throws VoluteException NO_ROWS, ONE_CLASS
     */
    public TrainingRows(Target target, FeatureMatrix features, double[] labels, String what) {
        if (features.rows() != labels.length) {
            throw new IllegalArgumentException(
                    "labels: " + labels.length + " (expected one for each of " + features.rows() + " rows)");
        }
        this.features = features;
        this.target = target;
        this.labels = labels.clone();
        this.counts = new int
                [target.framing() == Framing.BINARY ? 2 : target.classes().size()];
        if (labels.length == 0) {
            throw new VoluteException(
                    ModelingError.NO_ROWS, "training rows of " + what + ": 0 (expected: rows with a label)");
        }
        if (target.framing() == Framing.REGRESSION) {
            requireDifferent(what);
        } else {
            requireClasses(what);
        }
    }

    private void requireDifferent(String what) {
        if (Arrays.stream(labels).allMatch(label -> label == labels[0])) {
            throw new VoluteException(
                    ModelingError.ONE_CLASS,
                    "labels of " + what + ": " + labels[0] + " in all " + labels.length
                            + " training rows (expected: numbers that differ); use a longer history, or check the"
                            + " label's definition");
        }
    }

    private void requireClasses(String what) {
        for (double label : labels) {
            counts[(int) label]++;
        }
        long classes = Arrays.stream(counts).filter(count -> count > 0).count();
        if (classes < 2) {
            throw new VoluteException(
                    ModelingError.ONE_CLASS,
                    "labels of " + what + ": " + classes + " class in " + labels.length + " training rows (expected: "
                            + (target.framing() == Framing.BINARY ? "both" : "at least two")
                            + "); use a longer history, or check the label's definition");
        }
        if (classes < counts.length) {
            throw new IllegalArgumentException(
                    "classes of " + what + ": " + counts.length + ", rows of " + classes + " (expected: of each)");
        }
    }

    private static double[] numbers(boolean[] labels) {
        double[] numbers = new double[labels.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = labels[i] ? 1 : 0;
        }
        return numbers;
    }

    /** The features. */
    public FeatureMatrix features() {
        return features;
    }

    /** What is to be predicted. */
    public Target target() {
        return target;
    }

    /** Number of rows. */
    public int rows() {
        return labels.length;
    }

    /** Whether the event happened, of two classes. */
    public boolean label(int row) {
        return labels[row] != 0;
    }

    /** Place of the row's class in the target; of two classes 1 is the event. */
    public int classOf(int row) {
        return (int) labels[row];
    }

    /** The number to predict; of classes as {@link #classOf}. */
    public double value(int row) {
        return labels[row];
    }

    /** Rows of each class, in the order of {@link #classOf}; empty where numbers are predicted. */
    public int[] counts() {
        return counts.clone();
    }

    /** Rows with the event; 0 unless there are two classes. */
    public int positives() {
        return target.framing() == Framing.BINARY ? counts[1] : 0;
    }
}
