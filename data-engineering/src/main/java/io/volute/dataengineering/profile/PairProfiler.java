package io.volute.dataengineering.profile;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.association.Associations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** How pairs of columns go together, over the rows that have a value in both. */
final class PairProfiler {
    private static final int MOST_CATEGORIES = 100;
    private static final int MOST_COLUMNS = 60;

    private final List<Side> sides = new ArrayList<>();

    /** A column as it enters a pair: numbers, or the number of each row's category; -1 and NaN without a value. */
    private static final class Side {
        private final String name;
        private final boolean number;
        private final double[] values;
        private final int[] categories;
        private final int count;

        Side(String name, boolean number, double[] values, int[] categories, int count) {
            this.name = name;
            this.number = number;
            this.values = values;
            this.categories = categories;
            this.count = count;
        }
    }

    PairProfiler(Table rows) {
        for (Column column : rows.columns()) {
            if (sides.size() < MOST_COLUMNS) {
                side(column).ifPresent(sides::add);
            }
        }
    }

    private static Optional<Side> side(Column column) {
        boolean number = column.type() != ColumnType.TEXT && column.type() != ColumnType.BOOL;
        double[] values = new double[number ? column.rows() : 0];
        int[] categories = new int[number ? 0 : column.rows()];
        Map<Object, Integer> numbers = new HashMap<>();
        for (int row = 0; row < column.rows(); row++) {
            boolean missing = column.isMissing(row);
            if (number) {
                values[row] = missing
                        ? Double.NaN
                        : column.type() == ColumnType.DOUBLE ? column.doubleAt(row) : column.longAt(row);
            } else {
                Object value = missing
                        ? ""
                        : column.type() == ColumnType.BOOL ? (Object) column.boolAt(row) : column.textAt(row);
                categories[row] = missing ? -1 : numbers.computeIfAbsent(value, key -> numbers.size());
            }
        }
        boolean usable = number || (numbers.size() > 1 && numbers.size() <= MOST_CATEGORIES);
        return usable
                ? Optional.of(new Side(column.name(), number, values, categories, numbers.size()))
                : Optional.empty();
    }

    List<Profile.Association> all() {
        List<Profile.Association> found = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            for (int j = i + 1; j < sides.size(); j++) {
                pair(sides.get(i), sides.get(j), found);
            }
        }
        found.sort(Comparator.comparingDouble((Profile.Association pair) -> -Math.abs(pair.value()))
                .thenComparing(Profile.Association::a)
                .thenComparing(Profile.Association::b));
        return found;
    }

    private static void pair(Side a, Side b, List<Profile.Association> found) {
        String kind = a.number && b.number ? "spearman" : a.number || b.number ? "eta-squared" : "cramers-v";
        OptionalDouble value =
                a.number && b.number ? spearman(a, b) : a.number ? eta(b, a) : b.number ? eta(a, b) : cramer(a, b);
        value.ifPresent(strength -> found.add(new Profile.Association(a.name, b.name, kind, strength)));
    }

    private static OptionalDouble spearman(Side a, Side b) {
        double[] x = new double[a.values.length];
        double[] y = new double[a.values.length];
        int n = 0;
        for (int row = 0; row < a.values.length; row++) {
            if (!Double.isNaN(a.values[row]) && !Double.isNaN(b.values[row])) {
                x[n] = a.values[row];
                y[n++] = b.values[row];
            }
        }
        return Associations.spearman(Arrays.copyOf(x, n), Arrays.copyOf(y, n));
    }

    private static OptionalDouble eta(Side category, Side number) {
        int[] c = new int[number.values.length];
        double[] x = new double[number.values.length];
        int n = 0;
        for (int row = 0; row < x.length; row++) {
            if (category.categories[row] >= 0 && !Double.isNaN(number.values[row])) {
                c[n] = category.categories[row];
                x[n++] = number.values[row];
            }
        }
        return Associations.etaSquared(Arrays.copyOf(c, n), Arrays.copyOf(x, n));
    }

    private static OptionalDouble cramer(Side a, Side b) {
        long[][] table = new long[a.count][b.count];
        for (int row = 0; row < a.categories.length; row++) {
            if (a.categories[row] >= 0 && b.categories[row] >= 0) {
                table[a.categories[row]][b.categories[row]]++;
            }
        }
        return Associations.cramersV(table);
    }
}
