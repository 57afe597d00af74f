package io.volute.statistics.sampling;

import io.volute.statistics.random.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * A simple random sample of a stream of unknown length, in one pass: at whatever point it stops, each row so far is in it
 * with the same probability. Algorithm L (Li, ACM TOMS 1994) draws how many rows to skip, so a long stream costs few
 * draws. It depends on the order of the stream; {@link BottomK} does not and can be merged. Holds state: used by one
 * thread.
 *
 * @param <T> what is kept
 */
public final class Reservoir<T> {
    private final int size;
    private final Draws draws;
    private final List<T> kept = new ArrayList<>();
    private double w = 1;
    private long seen;
    /** Number, from 1, of the next row that is taken once the reservoir is full. */
    private long next;

    /**
     * An empty one.
     *
     * @throws IllegalArgumentException if size is below 1
     */
    public Reservoir(int size, long seed) {
        if (size < 1) {
            throw new IllegalArgumentException("reservoir: " + size + " (expected: >= 1)");
        }
        this.size = size;
        this.draws = Draws.of(seed);
    }

    /** Takes the next row of the stream. */
    public void add(T row) {
        seen++;
        if (kept.size() < size) {
            kept.add(row);
            if (kept.size() == size) {
                skip();
            }
        } else if (seen == next) {
            kept.set(draws.below(size), row);
            skip();
        }
    }

    private void skip() {
        w *= StrictMath.exp(StrictMath.log(open()) / size);
        double rows = Math.floor(StrictMath.log(open()) / StrictMath.log1p(-w));
        // Beyond any stream the sum would overflow.
        next = rows >= Long.MAX_VALUE / 2.0 ? Long.MAX_VALUE : seen + (long) rows + 1;
    }

    /** Uniform in (0, 1), ends left out. */
    private double open() {
        double u = draws.uniform();
        while (u == 0) {
            u = draws.uniform();
        }
        return u;
    }

    /** Rows so far. */
    public long seen() {
        return seen;
    }

    /** The sample, in no order that means anything. */
    public List<T> sample() {
        return List.copyOf(kept);
    }
}
