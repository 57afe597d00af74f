package io.volute.modeling.evaluation;

import io.volute.modeling.rows.Target;
import io.volute.statistics.score.ClassScores;
import io.volute.statistics.score.Losses;
import io.volute.statistics.score.NumberErrors;

/** Rows that judge: their labels, and what a constant learnt from the training rows of their fold says. Row i here is row i of scores. */
final class JudgedRows {
    private final int[] numbers;
    private final Target target;
    private final double[] labels;
    private final double[] baseline;

    /**
     * Rows.
     *
     * @param numbers of the rows among all examples
     * @param labels of these rows, places of classes in the target
     * @param baseline scores of the constant, row after row
     */
    JudgedRows(int[] numbers, Target target, double[] labels, double[] baseline) {
        this.numbers = numbers.clone();
        this.target = target;
        this.labels = labels.clone();
        this.baseline = baseline.clone();
    }

    int size() {
        return numbers.length;
    }

    Target target() {
        return target;
    }

    /** Number of the row among all examples. */
    int number(int row) {
        return numbers[row];
    }

    boolean event(int row) {
        return labels[row] != 0;
    }

    boolean[] events() {
        boolean[] events = new boolean[labels.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = event(i);
        }
        return events;
    }

    /** Places of the rows' classes. */
    int[] classes() {
        int[] places = new int[labels.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = (int) labels[i];
        }
        return places;
    }

    /** The numbers to predict. */
    double[] values() {
        return labels.clone();
    }

    /** Scores of the constant. */
    double[] baseline() {
        return baseline.clone();
    }

    /** Loss of each row: of a probability its log loss, of a number its squared error, which the trainers minimise and the mean minimises. */
    double[] losses(double[] scores) {
        return switch (target.framing()) {
            case BINARY -> Losses.log(scores, events());
            case MULTICLASS -> ClassScores.log(scores, classes(), target.width());
            case REGRESSION -> NumberErrors.squared(scores, labels);
        };
    }
}
