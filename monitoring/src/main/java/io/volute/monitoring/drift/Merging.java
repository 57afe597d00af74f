package io.volute.monitoring.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Joins bins until each is expected to hold five rows on either side, judged on both sides together, so that without a
 * change neither side is favoured: ordered bins with the smaller neighbour, others into one of rare values.
 *
 * @param groups bins that stand together
 */
record Merging(List<int[]> groups) {
    private static final double EXPECTED = 5;
    private static final int NAMED = 3;

    static Merging of(long[] reference, long[] current, boolean ordered) {
        long n = Arrays.stream(reference).sum();
        long m = Arrays.stream(current).sum();
        long[] both = IntStream.range(0, reference.length)
                .mapToLong(bin -> reference[bin] + current[bin])
                .toArray();
        // expected on the smaller side = both * min / (n + m)
        double needed = Math.min(n, m) == 0 ? Double.POSITIVE_INFINITY : EXPECTED * (n + m) / Math.min(n, m);
        return new Merging(ordered ? neighbours(both, needed) : rare(both, needed));
    }

    /** Rows of each group. */
    long[] counts(long[] bins) {
        return groups.stream()
                .mapToLong(group ->
                        Arrays.stream(group).mapToLong(bin -> bins[bin]).sum())
                .toArray();
    }

    /** A group's name from those of its bins. */
    String name(int group, List<String> names) {
        int[] bins = groups.get(group);
        if (bins.length <= NAMED) {
            return Arrays.stream(bins).mapToObj(names::get).collect(Collectors.joining(" or "));
        }
        return bins.length + " rare values";
    }

    private static List<int[]> neighbours(long[] both, double needed) {
        List<int[]> groups = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        for (int bin = 0; bin < both.length; bin++) {
            groups.add(new int[] {bin});
            sizes.add(both[bin]);
        }
        while (groups.size() > 1) {
            int smallest = IntStream.range(0, sizes.size())
                    .boxed()
                    .min(Comparator.comparing(sizes::get))
                    .orElseThrow();
            if (sizes.get(smallest) >= needed) {
                break;
            }
            int left =
                    smallest == 0 || (smallest < sizes.size() - 1 && sizes.get(smallest + 1) < sizes.get(smallest - 1))
                            ? smallest
                            : smallest - 1;
            groups.set(left, concat(groups.get(left), groups.remove(left + 1)));
            sizes.set(left, sizes.get(left) + sizes.remove(left + 1));
        }
        return groups;
    }

    private static List<int[]> rare(long[] both, double needed) {
        int[] bySize = bySize(both);
        long rows = 0;
        int rare = 0;
        while (rare < bySize.length && (both[bySize[rare]] < needed || (rare > 0 && rows < needed))) {
            rows += both[bySize[rare++]];
        }
        List<int[]> groups = new ArrayList<>();
        Arrays.stream(bySize, rare, bySize.length).sorted().forEach(bin -> groups.add(new int[] {bin}));
        if (rare > 0) {
            groups.add(Arrays.stream(bySize, 0, rare).sorted().toArray());
        }
        return groups;
    }

    /** Bins in use, smallest first, equal ones in their order. */
    private static int[] bySize(long[] both) {
        return IntStream.range(0, both.length)
                .filter(bin -> both[bin] > 0)
                .mapToLong(bin -> (both[bin] << 24) | bin)
                .sorted()
                .mapToInt(key -> (int) (key & 0xffffff))
                .toArray();
    }

    private static int[] concat(int[] first, int[] second) {
        int[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
