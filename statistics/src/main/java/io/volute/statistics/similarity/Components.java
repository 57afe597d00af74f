package io.volute.statistics.similarity;

import java.util.stream.IntStream;

/**
 * What is connected, directly or through others (Galler, Fischer 1964). Which of the connected stands for all depends on
 * no order: it is the one with the smallest number. Not thread-safe.
 */
public final class Components {
    private final int[] parent;

    /** So many things, numbered from 0, none connected yet. */
    public Components(int things) {
        this.parent = IntStream.range(0, things).toArray();
    }

    /** Connects two. */
    public void join(int a, int b) {
        int first = find(a);
        int second = find(b);
        parent[Math.max(first, second)] = Math.min(first, second);
    }

    /** The smallest number that is connected with this one. */
    public int find(int thing) {
        int root = thing;
        while (parent[root] != root) {
            root = parent[root];
        }
        for (int at = thing; parent[at] != root; ) {
            int next = parent[at];
            parent[at] = root;
            at = next;
        }
        return root;
    }
}
