package io.volute.dataengineering.snapshot;

import io.volute.core.table.Column;
import java.util.OptionalInt;

/** Looks a row up in a column of row ids that is sorted. */
final class SortedIds {
    private SortedIds() {}

    static OptionalInt find(Column ids, String rowId) {
        int low = 0;
        int high = ids.rows() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = ids.textAt(middle).compareTo(rowId);
            if (order == 0) {
                return OptionalInt.of(middle);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return OptionalInt.empty();
    }
}
