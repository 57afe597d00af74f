package io.volute.dataengineering.leakage;

import io.volute.core.text.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A class of the label, which a leak would tell from the rest: of two classes the rarer one, of several each in turn,
 * where one that most rows have counts by the rows that do not have it.
 *
 * @param name of the class, for people
 * @param value the label's number that it stands for
 * @param rest whether it stands for all others instead
 */
record Target(String name, double value, boolean rest, long rows, long hits) {

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
                ? new Target(label, 1, false, rows, positives)
                : new Target("not " + label, 0, false, rows, rows - positives);
    }

    /** Of several classes, those with the most rows first, of equals by name. */
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
                .mapToObj(kind -> {
                    boolean most = 2 * hits[kind] > all;
                    String name = (most ? "not `" : "`") + names.get(kind) + "`";
                    return new Target(name, kind, most, all, most ? all - hits[kind] : hits[kind]);
                })
                .sorted(Comparator.comparingLong(Target::hits).reversed().thenComparing(Target::name))
                .toList();
    }

    /** Whether a row with this label is of the class. */
    boolean hit(double label) {
        return (label == value) != rest;
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
