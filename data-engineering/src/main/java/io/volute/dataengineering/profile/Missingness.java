package io.volute.dataengineering.profile;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.statistics.Significance;
import io.volute.statistics.test.Contingency;
import io.volute.statistics.test.Multiplicity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns that are not missing completely at random, since the label differs where they are missing: by a G-test of
 * missing against the label, adjusted for the number of columns by Benjamini and Hochberg. Such a column's indicator of
 * missing predicts, so a feature should keep it. Whether a value is missing because of what it would have been cannot be
 * told from data.
 */
public final class Missingness {
    /** Fewer rows with or without a value tell nothing. */
    private static final int LEAST = 30;

    private static final double ALPHA = .05;
    /** A number is cut into so many parts of equal size. */
    private static final int PARTS = 4;

    private Missingness() {}

    /**
     * One of them.
     *
     * @param share of rows in which it is missing
     * @param p of the test, adjusted
     */
    public record Told(String column, double share, double p) {}

    /** Those of the columns that are missing where the label differs, in their order; rows without a label are left out. */
    public static List<Told> of(List<Column> columns, Column label) {
        int[] kinds = kinds(label);
        int count = Arrays.stream(kinds).max().orElse(-1) + 1;
        List<Told> asked = new ArrayList<>();
        for (Column column : columns) {
            long[] missing = new long[count];
            long[] known = new long[count];
            for (int row = 0; row < kinds.length; row++) {
                if (kinds[row] >= 0) {
                    (column.isMissing(row) ? missing : known)[kinds[row]]++;
                }
            }
            long without = Arrays.stream(missing).sum();
            long with = Arrays.stream(known).sum();
            if (without >= LEAST
                    && with >= LEAST
                    && Contingency.likelihoodRatio(missing, known) instanceof Significance tested) {
                asked.add(new Told(column.name(), (double) without / (without + with), tested.p()));
            }
        }
        double[] adjusted = Multiplicity.benjaminiHochberg(
                asked.stream().mapToDouble(Told::p).toArray());
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            if (adjusted[i] <= ALPHA) {
                told.add(new Told(asked.get(i).column, asked.get(i).share, adjusted[i]));
            }
        }
        return told;
    }

    /** The number of each row's class or part, -1 without a label. */
    private static int[] kinds(Column label) {
        int[] kinds = new int[label.rows()];
        boolean number = label.type() == ColumnType.LONG || label.type() == ColumnType.DOUBLE;
        double[] cuts = number ? cuts(label) : new double[0];
        Map<Object, Integer> classes = new HashMap<>();
        for (int row = 0; row < kinds.length; row++) {
            Object value = label.valueAt(row);
            if (value == null) {
                kinds[row] = -1;
            } else if (number) {
                double of = label.doubleAt(row);
                kinds[row] = (int) Arrays.stream(cuts).filter(cut -> of >= cut).count();
            } else {
                kinds[row] = classes.computeIfAbsent(value, key -> classes.size());
            }
        }
        return kinds;
    }

    private static double[] cuts(Column label) {
        double[] sorted = new double[label.rows() - label.missing()];
        int at = 0;
        for (int row = 0; row < label.rows(); row++) {
            if (!label.isMissing(row)) {
                sorted[at++] = label.doubleAt(row);
            }
        }
        Arrays.sort(sorted);
        double[] cuts = new double[sorted.length < PARTS ? 0 : PARTS - 1];
        Arrays.setAll(cuts, part -> sorted[(int) ((part + 1L) * sorted.length / PARTS)]);
        return cuts;
    }
}
