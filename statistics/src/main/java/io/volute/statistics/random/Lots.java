package io.volute.statistics.random;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows in a random order that never divides a group, for each class apart: groups are sorted by {@link SplitMix#u} of
 * their id, and the first share of a class is its first {@code n * share} groups, rounded to the nearest whole number, a
 * half up. The order depends on ids and seed alone, neither on the order of rows nor on how many threads there are; a
 * larger share holds every smaller one. Immutable.
 */
public final class Lots {
    private final int[] classOf;
    private final int[] place;
    private final int[] size;

    private Lots(int[] classOf, int[] place, int[] size) {
        this.classOf = classOf;
        this.place = place;
        this.size = size;
    }

    private record Group(long id, int number) {}

    /**
     * Draws.
     *
     * @param seed of the order
     * @param row id of each row, any 64 bits, each once
     * @param group id of each row's group
     * @param stratum class of each row, from 0 up; a group has the class of its row with the smallest id, as an unsigned
     *     number
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Lots draw(long seed, long[] row, long[] group, int[] stratum) {
        if (row.length != group.length || row.length != stratum.length) {
            throw new IllegalArgumentException("lots: " + row.length + " rows, " + group.length + " groups and "
                    + stratum.length + " classes (expected: one of each for each row)");
        }
        Map<Long, Integer> first = new HashMap<>();
        for (int i = 0; i < row.length; i++) {
            int here = i;
            first.merge(group[i], i, (a, b) -> Long.compareUnsigned(row[a], row[here]) <= 0 ? a : b);
        }
        List<Group> groups = first.entrySet().stream()
                .map(entry -> new Group(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble((Group one) -> SplitMix.u(one.id, seed))
                        .thenComparing(Group::id, Long::compareUnsigned))
                .toList();
        int[] size = new int[Arrays.stream(stratum).max().orElse(-1) + 1];
        Map<Long, Integer> places = new HashMap<>();
        for (Group one : groups) {
            places.put(one.id, size[stratum[one.number]]++);
        }
        int[] classOf = new int[row.length];
        int[] place = new int[row.length];
        for (int i = 0; i < row.length; i++) {
            Long id = group[i];
            classOf[i] = stratum[first.getOrDefault(id, i)];
            place[i] = places.getOrDefault(id, 0);
        }
        return new Lots(classOf, place, size);
    }

    /** Whether the row's group is among the first {@code share} of its class. */
    public boolean within(int row, double share) {
        return place[row] < Math.round(size[classOf[row]] * share);
    }
}
