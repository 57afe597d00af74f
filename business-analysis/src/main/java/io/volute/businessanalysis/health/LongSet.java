package io.volute.businessanalysis.health;

import io.volute.statistics.random.SplitMix;
import java.util.Arrays;

/** A set of 64-bit hashes; millions of them take eight to sixteen bytes each. Not thread-safe. */
final class LongSet {
    private static final long FREE = 0;

    private long[] slots = new long[1024];
    private int size;

    /** Whether it was not there. */
    boolean add(long value) {
        if (2 * size >= slots.length) {
            long[] before = slots;
            slots = new long[2 * before.length];
            Arrays.stream(before).filter(each -> each != FREE).forEach(each -> slots[slot(each)] = each);
        }
        int slot = slot(value == FREE ? 1 : value);
        if (slots[slot] != FREE) {
            return false;
        }
        slots[slot] = value == FREE ? 1 : value;
        size++;
        return true;
    }

    boolean contains(long value) {
        return slots[slot(value == FREE ? 1 : value)] != FREE;
    }

    private int slot(long value) {
        int slot = (int) SplitMix.mix64(value) & (slots.length - 1);
        while (slots[slot] != FREE && slots[slot] != value) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    /** A hash of a text, and of what it belongs to (FNV-1a, mixed). */
    static long hash(String text, long belongsTo) {
        long hash = 0xcbf29ce484222325L ^ SplitMix.mix64(belongsTo);
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return SplitMix.mix64(hash);
    }
}
