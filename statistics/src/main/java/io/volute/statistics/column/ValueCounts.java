package io.volute.statistics.column;

import io.volute.statistics.random.SplitMix;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each value of a column stands there: exact up to {@value #EXACT} distinct values, beyond them only their
 * number, estimated. Values are 64 bits, for text a hash of its own. Holds state: used by one thread.
 */
final class ValueCounts {
    /** Up to so many distinct values each one is counted. */
    static final int EXACT = 100_000;

    private final HyperLogLog sketch = new HyperLogLog();
    private long[] values = new long[64];
    private long[] counts = new long[64];
    private int distinct;
    private boolean overflown;

    /** A value and how often it stands there. */
    record Counted(long value, long n) {}

    void add(long value, long times) {
        sketch.add(SplitMix.mix64(value));
        if (!overflown) {
            count(value, times);
        }
    }

    private void count(long value, long times) {
        int slot = slot(value);
        if (counts[slot] == 0) {
            if (distinct == EXACT) {
                overflow();
                return;
            }
            values[slot] = value;
            distinct++;
        }
        counts[slot] += times;
        if (2 * distinct > values.length) {
            grow();
        }
    }

    void add(ValueCounts other) {
        sketch.add(other.sketch);
        if (other.overflown) {
            overflow();
        }
        for (int i = 0; i < other.counts.length && !overflown; i++) {
            if (other.counts[i] > 0) {
                count(other.values[i], other.counts[i]);
            }
        }
    }

    private int slot(long value) {
        int mask = values.length - 1;
        int slot = (int) SplitMix.mix64(value) & mask;
        while (counts[slot] > 0 && values[slot] != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldValues = values;
        long[] oldCounts = counts;
        values = new long[oldValues.length * 2];
        counts = new long[oldValues.length * 2];
        for (int i = 0; i < oldValues.length; i++) {
            if (oldCounts[i] > 0) {
                int slot = slot(oldValues[i]);
                values[slot] = oldValues[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    private void overflow() {
        overflown = true;
        values = new long[0];
        counts = new long[0];
    }

    boolean exact() {
        return !overflown;
    }

    long distinct() {
        return overflown ? Math.max(EXACT + 1L, sketch.estimate()) : distinct;
    }

    /** The commonest values, equal counts by {@code order}; nothing when they were too many to count. */
    List<Counted> top(int most, Comparator<Counted> order) {
        return IntStream.range(0, counts.length)
                .filter(i -> counts[i] > 0)
                .mapToObj(i -> new Counted(values[i], counts[i]))
                .sorted(Comparator.comparingLong(Counted::n).reversed().thenComparing(order))
                .limit(most)
                .toList();
    }
}
