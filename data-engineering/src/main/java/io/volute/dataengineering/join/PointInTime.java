package io.volute.dataengineering.join;

import io.volute.core.table.IntSort;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Records of entities, asked what was known of one at a moment. A record is known from the later of its event and its
 * arrival on, so records that arrive out of order, and corrections, are taken when they came: per entity, sorted by when
 * they are known, those that an earlier known one had overtaken are dropped; the last of the rest that is known is the
 * newest. Immutable and thread-safe; n records and m questions cost O((n + m) log n).
 */
public final class PointInTime {
    private final long[] event;
    private final long[] available;
    private final long[] known;
    private final int[] rank;
    /** Records by entity, then event, arrival, rank; where each entity's begin, and the end. */
    private final int[] byEvent;

    private final int[] eventStarts;
    /** Records that none known before them overtakes, by entity and when they are known; likewise. */
    private final int[] newest;

    private final int[] newestStarts;

    /**
     * An index of records, given column by column; times in microseconds.
     *
     * @param entities how many there are
     * @param entity the entity of each record, from 0; negative for a record that belongs to none
     * @param event when it happened
     * @param available when it was written down
     * @param known from when on a decision may use it, at least the later of both
     * @param rank order among records with equal times; the highest is the newest
     */
    public PointInTime(int entities, int[] entity, long[] event, long[] available, long[] known, int[] rank) {
        this.event = event.clone();
        this.available = available.clone();
        this.known = known.clone();
        this.rank = rank.clone();
        eventStarts = new int[entities + 1];
        for (int owner : entity) {
            if (owner >= 0) {
                eventStarts[owner + 1]++;
            }
        }
        for (int i = 0; i < entities; i++) {
            eventStarts[i + 1] += eventStarts[i];
        }
        byEvent = new int[eventStarts[entities]];
        int[] next = eventStarts.clone();
        for (int record = 0; record < entity.length; record++) {
            if (entity[record] >= 0) {
                byEvent[next[entity[record]]++] = record;
            }
        }
        int[] byKnown = byEvent.clone();
        newestStarts = new int[entities + 1];
        int kept = 0;
        for (int i = 0; i < entities; i++) {
            IntSort.sort(byEvent, eventStarts[i], eventStarts[i + 1], this::age);
            IntSort.sort(byKnown, eventStarts[i], eventStarts[i + 1], this::arrival);
            int from = kept;
            for (int j = eventStarts[i]; j < eventStarts[i + 1]; j++) {
                if (kept == from || age(byKnown[kept - 1], byKnown[j]) <= 0) {
                    byKnown[kept++] = byKnown[j];
                }
            }
            newestStarts[i + 1] = kept;
        }
        newest = Arrays.copyOf(byKnown, kept);
    }

    /** By event, arrival and rank: of two records that are known, the later one in this order is the newer. */
    private int age(int first, int second) {
        int order = Long.compare(event[first], event[second]);
        order = order != 0 ? order : Long.compare(available[first], available[second]);
        return order != 0 ? order : Integer.compare(rank[first], rank[second]);
    }

    private int arrival(int first, int second) {
        int order = Long.compare(known[first], known[second]);
        return order != 0 ? order : age(first, second);
    }

    /** The newest record of an entity that is known at a moment; -1 when there is none. */
    public int latest(int entity, long moment) {
        int low = newestStarts[entity];
        int high = newestStarts[entity + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (known[newest[middle]] <= moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == newestStarts[entity] ? -1 : newest[low - 1];
    }

    /** An entity's records with events in {@code [from, until)} that are known at a moment, oldest first. */
    public void within(int entity, long from, long until, long moment, IntConsumer records) {
        for (int i = firstSince(entity, from); i < eventStarts[entity + 1] && event[byEvent[i]] < until; i++) {
            if (known[byEvent[i]] <= moment) {
                records.accept(byEvent[i]);
            }
        }
    }

    private int firstSince(int entity, long from) {
        int low = eventStarts[entity];
        int high = eventStarts[entity + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (event[byEvent[middle]] < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** When a record happened. */
    public long event(int record) {
        return event[record];
    }
}
