package io.volute.modeling.feature;

import io.volute.core.table.Column;
import io.volute.modeling.rows.TrainingTable;
import io.volute.statistics.random.SplitMix;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Means of labels for training rows, none of which is told its own label; row after row, one for each output. */
final class OwnLabelUnseen {
    /** Of the folds; any will do, as long as it stays. */
    private static final long SEED = 0x7461726765742D65L;

    private OwnLabelUnseen() {}

    /**
     * Each row by the labels that were known when it was decided.
     *
     * @param first means before the first label is known
     */
    static double[] byTime(TrainingTable rows, Column column, double m, double[] first) {
        int width = first.length;
        double[] result = new double[rows.rows() * width];
        int[] known = order(rows, Comparator.comparingLong(rows::knownAt));
        int next = 0;
        LabelMeans means = new LabelMeans(width, m);
        for (int row : order(rows, Comparator.comparingLong(rows::at))) {
            while (next < known.length && knownBefore(rows, known[next], row)) {
                means.add(CategoryText.of(column, known[next]), rows, known[next]);
                next++;
            }
            if (means.empty()) {
                System.arraycopy(first, 0, result, row * width, width);
            } else {
                means.write(CategoryText.of(column, row), result, row * width);
            }
        }
        return result;
    }

    /** A label that came at the very moment of the decision was not there yet, least of all the row's own. */
    private static boolean knownBefore(TrainingTable rows, int label, int decision) {
        return rows.knownAt(label) < rows.at(decision);
    }

    /**
     * Each row by the rows of the other folds; rows of one group share a fold.
     *
     * @param first means where there is no other fold, as in a table of one group
     */
    static double[] byFold(TrainingTable rows, Column column, double m, int folds, double[] first) {
        int width = first.length;
        double[] result = new double[rows.rows() * width];
        int[] fold = IntStream.range(0, rows.rows())
                .map(row -> (int) (SplitMix.u(rows.group(row), SEED) * folds))
                .toArray();
        for (int own = 0; own < folds; own++) {
            LabelMeans others = new LabelMeans(width, m);
            for (int row = 0; row < fold.length; row++) {
                if (fold[row] != own) {
                    others.add(CategoryText.of(column, row), rows, row);
                }
            }
            for (int row = 0; row < fold.length; row++) {
                if (fold[row] == own && others.empty()) {
                    System.arraycopy(first, 0, result, row * width, width);
                } else if (fold[row] == own) {
                    others.write(CategoryText.of(column, row), result, row * width);
                }
            }
        }
        return result;
    }

    private static int[] order(TrainingTable rows, Comparator<Integer> by) {
        return IntStream.range(0, rows.rows())
                .boxed()
                .sorted(by)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
