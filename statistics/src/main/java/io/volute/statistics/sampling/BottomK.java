package io.volute.statistics.sampling;

import io.volute.statistics.random.SplitMix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The same sample as {@link Samples#simple} of a stream that comes in parts: the rows with the smallest numbers so far,
 * whatever their order; parts are merged. A row that comes twice counts once. Holds state: used by one thread.
 */
public final class BottomK {
    private static final Comparator<Kept> ORDER =
            Comparator.comparingDouble(Kept::u).thenComparingLong(Kept::row);

    private final int size;
    private final long seed;
    private final TreeSet<Kept> kept = new TreeSet<>(ORDER);

    private record Kept(double u, long row) {}

    /**
     * An empty one.
     *
     * @throws IllegalArgumentException if size is below 1
     */
    public BottomK(int size, long seed) {
        if (size < 1) {
            throw new IllegalArgumentException("sample size: " + size + " (expected: >= 1)");
        }
        this.size = size;
        this.seed = seed;
    }

    /** Takes a row. */
    public void add(long row) {
        double u = SplitMix.u(row, seed);
        if (kept.size() < size || u <= kept.last().u) {
            keep(List.of(new Kept(u, row)));
        }
    }

    /**
     * Takes what another part of the stream holds.
     *
     * @throws IllegalArgumentException if it was drawn with another size or seed
     */
    public void add(BottomK other) {
        if (other.size != size || other.seed != seed) {
            throw new IllegalArgumentException("sample of " + other.size + " rows by seed " + other.seed
                    + " (expected: " + size + " by seed " + seed + "; others cannot be merged)");
        }
        keep(new ArrayList<>(other.kept));
    }

    private void keep(Collection<Kept> more) {
        kept.addAll(more);
        while (kept.size() > size) {
            kept.pollLast();
        }
    }

    /** Ids of the rows, in the order drawn. */
    public long[] sample() {
        return kept.stream().mapToLong(Kept::row).toArray();
    }
}
