package io.volute.statistics.column;

import io.volute.statistics.random.SplitMix;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a column of text. Chunks merge and give what the whole would, in every bit. Holds state: used by one
 * thread.
 */
public final class TextState {
    private final HyperLogLog sketch = new HyperLogLog();
    private Map<String, long[]> counts = new HashMap<>();
    private boolean overflown;
    private long n;
    private long missing;
    private long padded;
    private long characters;
    private int shortest = Integer.MAX_VALUE;
    private int longest;

    /** Of no rows. */
    public TextState() {}

    /** A value and how often it stands there. */
    public record Counted(String value, long n) {}

    /** Takes a value. */
    public void add(String value) {
        n++;
        characters += value.length();
        shortest = Math.min(shortest, value.length());
        longest = Math.max(longest, value.length());
        padded += value.length() > value.strip().length() ? 1 : 0;
        sketch.add(hash(value));
        count(value, 1);
    }

    private void count(String value, long times) {
        if (overflown) {
            return;
        }
        counts.computeIfAbsent(value, first -> new long[1])[0] += times;
        if (counts.size() > ValueCounts.EXACT) {
            overflow();
        }
    }

    private void overflow() {
        overflown = true;
        counts = Map.of();
    }

    /** Takes a row without a value. */
    public void addMissing() {
        missing++;
    }

    /** Takes a chunk of other rows. */
    public void add(TextState other) {
        n += other.n;
        missing += other.missing;
        padded += other.padded;
        characters += other.characters;
        shortest = Math.min(shortest, other.shortest);
        longest = Math.max(longest, other.longest);
        sketch.add(other.sketch);
        if (other.overflown) {
            overflow();
        }
        other.counts.forEach((value, times) -> count(value, times[0]));
    }

    /** Rows, with and without a value. */
    public long rows() {
        return n + missing;
    }

    /** Rows without a value. */
    public long missing() {
        return missing;
    }

    /** Values with blanks at an end. */
    public long padded() {
        return padded;
    }

    /** Length of the shortest value in characters, 0 without values. */
    public int shortest() {
        return n == 0 ? 0 : shortest;
    }

    /** Length of the longest value in characters. */
    public int longest() {
        return longest;
    }

    /** Mean length in characters; NaN without values. */
    public double meanLength() {
        return n == 0 ? Double.NaN : (double) characters / n;
    }

    /** Distinct values; see {@link #exact}. */
    public long distinct() {
        return overflown ? Math.max(ValueCounts.EXACT + 1L, sketch.estimate()) : counts.size();
    }

    /** Whether distinct values were counted; with more than 100,000 of them their number is an estimate, error 0.8 %. */
    public boolean exact() {
        return !overflown;
    }

    /** The commonest values, equal counts in the order of their text; empty when there were too many to count. */
    public List<Counted> top(int most) {
        return counts.entrySet().stream()
                .map(entry -> new Counted(entry.getKey(), entry.getValue()[0]))
                .sorted(Comparator.comparingLong(Counted::n).reversed().thenComparing(Counted::value))
                .limit(most)
                .toList();
    }

    /** FNV-1a over UTF-16 units, finished by SplitMix64. */
    private static long hash(String value) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < value.length(); i++) {
            hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
        }
        return SplitMix.mix64(hash);
    }
}
