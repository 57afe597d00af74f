package io.volute.statistics.similarity;

import io.volute.statistics.random.SplitMix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Texts that are nearly the same: the sets of their runs of five
 * characters have a Jaccard similarity of at least .8. Candidates share one of 16 bands of 8 minima of seeded hashes
 * (MinHash, Broder 1997; bands as in Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4) and are then compared
 * truly: what is joined is similar, a pair of similarity .8 is overlooked once in 19 times, one of .9 hardly ever.
 * Depends on the texts alone, neither on their order nor on threads.
 */
public final class NearDuplicates {
    private static final int BANDS = 16;
    private static final int ROWS = 8;
    private static final int GRAM = 5;
    private static final double SIMILAR = .8;
    private static final long SEED = 0x6e656172L;

    private NearDuplicates() {}

    /**
     * Clusters.
     *
     * @param texts any texts in one form, as of case and blanks; blank ones are like nothing
     * @return for each text the number of the first one in its cluster, for a text like no other its own
     */
    public static int[] clusters(List<String> texts) {
        Components components = new Components(texts.size());
        Map<String, Integer> first = new HashMap<>();
        int[] distinct = new int[texts.size()];
        int count = 0;
        for (int i = 0; i < distinct.length; i++) {
            if (!texts.get(i).isBlank()) {
                Integer twin = first.putIfAbsent(texts.get(i), i);
                if (twin == null) {
                    distinct[count++] = i;
                } else {
                    components.join(twin, i);
                }
            }
        }
        int[] kept = Arrays.copyOf(distinct, count);
        long[][] grams = Arrays.stream(kept).mapToObj(i -> grams(texts.get(i))).toArray(long[][]::new);
        long[][] bands = Arrays.stream(grams).map(NearDuplicates::bands).toArray(long[][]::new);
        for (int band = 0; band < BANDS; band++) {
            int at = band;
            join(kept, grams, components, i -> bands[i][at]);
        }
        int[] clusters = new int[distinct.length];
        Arrays.setAll(clusters, components::find);
        return clusters;
    }

    private static void join(int[] kept, long[][] grams, Components components, IntFunction<Long> band) {
        Map<Long, int[]> buckets = new HashMap<>();
        for (int i = 0; i < kept.length; i++) {
            int[] bucket = buckets.getOrDefault(band.apply(i), new int[0]);
            for (int other : bucket) {
                if (components.find(kept[other]) != components.find(kept[i])
                        && jaccard(grams[other], grams[i]) >= SIMILAR) {
                    components.join(kept[other], kept[i]);
                }
            }
            int[] longer = Arrays.copyOf(bucket, bucket.length + 1);
            longer[bucket.length] = i;
            buckets.put(band.apply(i), longer);
        }
    }

    /** Hashes of all runs of five characters, ascending, each once; of a shorter text of the whole. */
    private static long[] grams(String text) {
        int[] points = text.codePoints().toArray();
        int runs = Math.max(1, points.length - GRAM + 1);
        long[] grams = new long[runs];
        for (int from = 0; from < runs; from++) {
            long hash = 0;
            for (int at = from; at < Math.min(points.length, from + GRAM); at++) {
                hash = SplitMix.mix64(hash ^ points[at]) + 1;
            }
            grams[from] = hash;
        }
        return Arrays.stream(grams).sorted().distinct().toArray();
    }

    private static long[] bands(long[] grams) {
        long[] bands = new long[BANDS];
        for (int hash = 0; hash < BANDS * ROWS; hash++) {
            long salt = SplitMix.mix64(SEED + hash);
            long min = Long.MAX_VALUE;
            for (long gram : grams) {
                min = Math.min(min, SplitMix.mix64(gram ^ salt));
            }
            bands[hash / ROWS] = SplitMix.mix64(bands[hash / ROWS] ^ min) + 1;
        }
        return bands;
    }

    /** Shared among all, of two ascending sets. */
    private static double jaccard(long[] a, long[] b) {
        int shared = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) {
                shared++;
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return (double) shared / (a.length + b.length - shared);
    }
}
