package io.volute.dataengineering.leakage;

import io.volute.core.text.Numbers;
import java.util.List;

/**
 * The rarer class of the label, which a leak would tell.
 *
 * @param name of the class, for people
 * @param value the label's value that it stands for
 */
record Target(String name, boolean value, long rows, long hits) {

    static Target of(String label, List<SlotRows> slots) {
        long rows = 0;
        long positives = 0;
        for (SlotRows slot : slots) {
            rows += slot.rows();
            for (boolean positive : slot.label()) {
                positives += positive ? 1 : 0;
            }
        }
        return 2 * positives <= rows
                ? new Target(label, true, rows, positives)
                : new Target("not " + label, false, rows, rows - positives);
    }

    double base() {
        return (double) hits / rows;
    }

    /** Whether there are enough rows of both classes to judge anything. */
    boolean judgeable(long least) {
        return hits >= least && rows - hits >= least;
    }

    String words() {
        return Numbers.count(hits) + " of " + Numbers.count(rows) + " rows are " + name;
    }
}
