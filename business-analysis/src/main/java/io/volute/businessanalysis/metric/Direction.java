package io.volute.businessanalysis.metric;

/** Which way is good. */
public enum Direction {
    /** More is better. */
    UP,
    /** Less is better. */
    DOWN;

    /** +1 where more is better, else -1. */
    public int sign() {
        return this == UP ? 1 : -1;
    }
}
