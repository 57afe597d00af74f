package io.volute.scoping.assessment;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.statistics.random.SplitMix;
import io.volute.statistics.ranking.Auc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * How well one feature alone tells a group from the others. Numbers rank as they are; of texts the share of the group is
 * learnt on one half of the rows, by lot, and held against the other, so that a text that is different in each row tells nothing.
 */
final class GroupTell {
    private static final Set<String> NO_FEATURES = Set.of(Examples.ROW_ID, Examples.GROUP_ID, Examples.AT);
    private static final int LOOKED_AT = 20_000;
    private static final Set<ColumnType> NUMBERS = Set.of(ColumnType.LONG, ColumnType.DOUBLE);

    private final List<History.Slice> slices;
    private final List<String> groupColumns;

    /** {@code groupColumns} are no features of each other. */
    GroupTell(List<History.Slice> slices, List<String> groupColumns) {
        this.slices = slices;
        this.groupColumns = groupColumns;
    }

    /** The largest area under the ROC curve over features and groups, in either direction; empty without a feature. */
    OptionalDouble strongest(String column, Set<String> groups) {
        Set<String> features = new TreeSet<>();
        slices.forEach(slice -> slice.examples().rows().columns().forEach(each -> features.add(each.name())));
        features.removeAll(NO_FEATURES);
        features.removeAll(groupColumns);
        double most = Double.NEGATIVE_INFINITY;
        for (String feature : features) {
            List<String> group = new ArrayList<>();
            List<Object> value = new ArrayList<>();
            List<Long> lot = new ArrayList<>();
            boolean number = collect(feature, column, group, value, lot);
            for (String each : groups) {
                double area = number ? ranked(each, group, value) : learnt(each, group, value, lot);
                if (!Double.isNaN(area)) {
                    most = Math.max(most, Math.max(area, 1 - area));
                }
            }
        }
        return most < 0 ? OptionalDouble.empty() : OptionalDouble.of(most);
    }

    /** Rows in which both are known, newest slices first; returns whether the feature is a number. */
    private boolean collect(String feature, String column, List<String> group, List<Object> value, List<Long> lot) {
        boolean number = false;
        for (int slice = slices.size() - 1; slice >= 0 && group.size() < LOOKED_AT; slice--) {
            var rows = slices.get(slice).examples().rows();
            Column groups = rows.column(column);
            Column values = rows.column(feature);
            Column id = rows.column(Examples.ROW_ID);
            number = NUMBERS.contains(values.type());
            for (int row = 0; row < rows.rows() && group.size() < LOOKED_AT; row++) {
                Object found = values.valueAt(row);
                if (found != null && !groups.isMissing(row)) {
                    group.add(String.valueOf(groups.valueAt(row)));
                    value.add(found);
                    lot.add(History.hash(id.textAt(row)));
                }
            }
        }
        return number;
    }

    private static double ranked(String group, List<String> groups, List<Object> values) {
        double[] score = new double[groups.size()];
        boolean[] truth = new boolean[groups.size()];
        for (int row = 0; row < score.length; row++) {
            score[row] = ((Number) values.get(row)).doubleValue();
            truth[row] = groups.get(row).equals(group);
        }
        return Auc.value(score, truth);
    }

    private static double learnt(String group, List<String> groups, List<Object> values, List<Long> lot) {
        Map<Object, long[]> counts = new HashMap<>();
        long[] all = new long[2];
        List<Integer> held = new ArrayList<>();
        for (int row = 0; row < groups.size(); row++) {
            if (SplitMix.u(lot.get(row), 1) < .5) {
                held.add(row);
                continue;
            }
            int in = groups.get(row).equals(group) ? 1 : 0;
            counts.computeIfAbsent(values.get(row), text -> new long[2])[in]++;
            all[in]++;
        }
        double base = all[1] / Math.max(1.0, (double) (all[0] + all[1]));
        double[] score = new double[held.size()];
        boolean[] truth = new boolean[held.size()];
        for (int i = 0; i < score.length; i++) {
            long[] count = counts.getOrDefault(values.get(held.get(i)), new long[2]);
            // One row as all are, so that a text that was not seen says nothing.
            score[i] = (count[1] + base) / (count[0] + count[1] + 1.0);
            truth[i] = groups.get(held.get(i)).equals(group);
        }
        return Auc.value(score, truth);
    }
}
