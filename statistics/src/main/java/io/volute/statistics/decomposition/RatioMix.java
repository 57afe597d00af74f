package io.volute.statistics.decomposition;

import io.volute.statistics.Decomposed;
import io.volute.statistics.Decomposition;
import io.volute.statistics.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The change of a ratio of sums by segment: what changed within it, {@code share1 (r1 - r0)}, and what its changed share of
 * the denominator did, {@code (share1 - share0)(r0 - R0)}. A new segment is compared with the old overall ratio, {@code r0 =
 * R0}; a vanished one keeps its own, {@code r1 = r0}, and is mix alone.
 */
public final class RatioMix {

    private RatioMix() {}

    /**
     * A segment's sums.
     *
     * @param numerator finite
     * @param denominator finite, not negative
     */
    public record Segment(double numerator, double denominator) {

        /** @throws IllegalArgumentException if a sum is not finite or the denominator negative */
        public Segment {
            if (!Double.isFinite(numerator) || !(denominator >= 0) || Double.isInfinite(denominator)) {
                throw new IllegalArgumentException(
                        "segment: " + numerator + " / " + denominator + " (expected: finite, denominator >= 0)");
            }
        }
    }

    /**
     * The parts, two for each segment in the order of names: {@code NAME: within} and {@code NAME: mix}. The warning tells of Simpson's paradox: all segments that are on both
     * sides moved one way and the ratio the other.
     *
     * @return refused with code {@code zero-denominator} if the denominators of a side sum to 0
     */
    public static Decomposed of(SortedMap<String, Segment> before, SortedMap<String, Segment> after) {
        double d0 = denominators(before);
        double d1 = denominators(after);
        if (d0 == 0 || d1 == 0) {
            return new Refused(
                    "zero-denominator",
                    "denominators " + (d0 == 0 ? "before" : "after")
                            + ": sum 0, so there is no ratio (expected: above 0)",
                    "compare two periods that both have events");
        }
        double whole0 = numerators(before) / d0;
        double whole1 = numerators(after) / d1;
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<Decomposition.Part> parts = new ArrayList<>();
        int up = 0;
        int down = 0;
        int both = 0;
        for (String name : names) {
            Segment old = before.getOrDefault(name, new Segment(0, 0));
            Segment young = after.getOrDefault(name, new Segment(0, 0));
            boolean was = old.denominator() > 0;
            boolean is = young.denominator() > 0;
            double r0 = was ? old.numerator() / old.denominator() : whole0;
            double r1 = is ? young.numerator() / young.denominator() : r0;
            double share1 = young.denominator() / d1;
            // A numerator without a denominator belongs to no ratio of its own; it must not be lost.
            double stray = (is ? 0 : young.numerator() / d1) - (was ? 0 : old.numerator() / d0);
            parts.add(new Decomposition.Part(name + ": within", share1 * (r1 - r0) + stray));
            parts.add(new Decomposition.Part(name + ": mix", (share1 - old.denominator() / d0) * (r0 - whole0)));
            if (was && is) {
                both++;
                up += r1 > r0 ? 1 : 0;
                down += r1 < r0 ? 1 : 0;
            }
        }
        return new Decomposition(whole0, whole1, parts, warning(both, up, down, whole1 - whole0), "ratio-mix");
    }

    private static Optional<String> warning(int both, int up, int down, double change) {
        boolean against = change < 0 ? up == both : change > 0 && down == both;
        if (both > 0 && against) {
            return Optional.of("all " + both + " segments went " + (change < 0 ? "up" : "down") + " and the total went "
                    + (change < 0 ? "down" : "up") + ": the mix changed, not the segments (Simpson's paradox)");
        }
        return Optional.empty();
    }

    private static double denominators(SortedMap<String, Segment> segments) {
        return segments.values().stream().mapToDouble(Segment::denominator).sum();
    }

    private static double numerators(SortedMap<String, Segment> segments) {
        return segments.values().stream().mapToDouble(Segment::numerator).sum();
    }
}
