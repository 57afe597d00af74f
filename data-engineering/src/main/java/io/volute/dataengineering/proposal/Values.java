package io.volute.dataengineering.proposal;

import io.volute.core.table.Column;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Values of a column as texts. */
final class Values {
    /** Order of UTF-8 bytes, unsigned. */
    static final Comparator<String> BY_BYTES =
            Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private Values() {}

    /** A value as it would be written; the row must have one. */
    static String text(Column column, int row) {
        return String.valueOf(Objects.requireNonNull(column.valueAt(row)));
    }

    /** How often each value stands in these rows; missing ones are left out. */
    static Map<String, Long> counts(Column column, int[] rows) {
        Map<String, Long> counts = new HashMap<>();
        for (int row : rows) {
            if (!column.isMissing(row)) {
                counts.merge(text(column, row), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** The values, most frequent first, equals in the order of their bytes. */
    static List<Map.Entry<String, Long>> byCount(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey(BY_BYTES)))
                .toList();
    }
}
