package io.volute.dataengineering.snapshot;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.Contract;
import io.volute.statistics.similarity.Components;
import io.volute.statistics.similarity.NearDuplicates;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What no split and no assignment divides. A row's group id is made like its {@link IdentifiedRows id} of the columns
 * available at decision time, key and ordinal left out; rows that the contract groups besides have the smallest of these
 * ids.
 */
final class Groups {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final String BETWEEN = "\u001f";

    private Groups() {}

    /** The column {@code group_id} of these rows; {@code equal} is what it is where equal rows alone are grouped. */
    static Column of(Contract contract, Table values, Column equal) {
        if (!contract.hasGroups()) {
            return equal;
        }
        String[] ids = new String[equal.rows()];
        Arrays.setAll(ids, equal::textAt);
        join(contract, values, ids);
        Column.Builder builder = Column.builder(Examples.GROUP_ID, ColumnType.TEXT, ids.length);
        for (String id : ids) {
            builder.add(id);
        }
        return builder.build();
    }

    private static void join(Contract contract, Table values, String[] ids) {
        Components components = new Components(ids.length);
        Map<String, Integer> equal = new HashMap<>();
        for (int row = 0; row < ids.length; row++) {
            components.join(row, equal.computeIfAbsent(ids[row], row(row)));
        }
        contract.group().map(values::column).ifPresent(column -> {
            Map<Object, Integer> same = new HashMap<>();
            for (int row = 0; row < ids.length; row++) {
                Object value = column.valueAt(row);
                if (value != null) {
                    components.join(row, same.computeIfAbsent(value, row(row)));
                }
            }
        });
        contract.nearDuplicates().ifPresent(names -> {
            int[] clusters = NearDuplicates.clusters(texts(values.select(names)));
            for (int row = 0; row < ids.length; row++) {
                components.join(row, clusters[row]);
            }
        });
        String[] smallest = ids.clone();
        for (int row = 0; row < ids.length; row++) {
            int group = components.find(row);
            smallest[group] = ids[row].compareTo(smallest[group]) < 0 ? ids[row] : smallest[group];
        }
        for (int row = 0; row < ids.length; row++) {
            ids[row] = smallest[components.find(row)];
        }
    }

    private static <T> Function<T, Integer> row(int row) {
        return value -> row;
    }

    private static List<String> texts(Table columns) {
        return IntStream.range(0, columns.rows())
                .mapToObj(row -> columns.columns().stream()
                        .map(column -> column.isMissing(row) ? "" : column.textAt(row))
                        .collect(Collectors.joining(BETWEEN)))
                .map(Groups::normal)
                .toList();
    }

    /** NFKC, folded case, blanks collapsed to one and cut off at both ends. */
    static String normal(String text) {
        // Upper case first, as it is what brings a sharp s to ss and the forms of sigma together.
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return BLANKS.matcher(folded).replaceAll(" ").strip();
    }
}
