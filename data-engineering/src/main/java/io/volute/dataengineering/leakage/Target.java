package io.volute.dataengineering.leakage;

import io.volute.core.text.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A class of the label, which a leak would tell from the rest: of two classes the rarer one, of several each in turn.
 *
 * @param name of the class, for people
 * @param value the label's number that it stands for
 */
record Target(String name, double value, long rows, long hits) {

    /** Of an event, the rarer of happening and not. */
    static Target of(String label, List<SlotRows> slots) {
        long rows = 0;
        long positives = 0;
        for (SlotRows slot : slots) {
            rows += slot.rows();
            for (double positive : slot.label()) {
                positives += positive == 0 ? 0 : 1;
            }
        }
        return 2 * positives <= rows
                ? new Target(label, 1, rows, positives)
                : new Target("not " + label, 0, rows, rows - positives);
    }

    /** Of several classes, the most frequent first, of equals by name. */
    static List<Target> ofClasses(List<String> names, List<SlotRows> slots) {
        long[] hits = new long[names.size()];
        long rows = 0;
        for (SlotRows slot : slots) {
            rows += slot.rows();
            for (double label : slot.label()) {
                hits[(int) label]++;
            }
        }
        long all = rows;
        return IntStream.range(0, hits.length)
                .filter(kind -> hits[kind] > 0)
                .mapToObj(kind -> new Target("`" + names.get(kind) + "`", kind, all, hits[kind]))
                .sorted(Comparator.comparingLong(Target::hits).reversed().thenComparing(Target::name))
                .toList();
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
