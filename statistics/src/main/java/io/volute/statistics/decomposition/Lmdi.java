package io.volute.statistics.decomposition;

import io.volute.statistics.Decomposed;
import io.volute.statistics.Decomposition;
import io.volute.statistics.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The change of a product of factors by factor: additive logarithmic mean Divisia index, LMDI-I (Ang, Energy Policy 2005):
 * {@code L(V1, V0) ln(x1 / x0)}, L the logarithmic mean. No remainder, and the same whichever factor comes first.
 */
public final class Lmdi {

    private static final String METHOD = "lmdi";

    private Lmdi() {}

    /**
     * Of one product.
     *
     * @param before value of each factor, in the order in which the parts shall stand
     * @param after value of each factor
     * @return refused with code {@code factor-not-positive} if a factor is 0 or below: it has no logarithm
     * @throws IllegalArgumentException if the factors differ, or there are none
     */
    public static Decomposed product(Map<String, Double> before, Map<String, Double> after) {
        return check(before, after).<Decomposed>map(refused -> refused).orElseGet(() -> {
            double v0 = value(before);
            double v1 = value(after);
            List<Decomposition.Part> parts = new ArrayList<>();
            before.forEach((name, x0) -> parts.add(
                    new Decomposition.Part(name, logarithmicMean(v1, v0) * log(after.getOrDefault(name, x0), x0))));
            return new Decomposition(v0, v1, parts, Optional.empty(), METHOD);
        });
    }

    /**
     * Of a sum of products, one for each segment: a factor's part is the sum of its parts over the segments.
     *
     * @param before factors by segment
     * @param after factors by segment, the same segments
     * @return refused like {@link #product}, naming the segment
     */
    public static Decomposed sum(
            SortedMap<String, ? extends Map<String, Double>> before,
            SortedMap<String, ? extends Map<String, Double>> after) {
        if (!before.keySet().equals(after.keySet()) || before.isEmpty()) {
            throw new IllegalArgumentException(
                    "segments: " + before.keySet() + " and " + after.keySet() + " (expected: the same, at least one)");
        }
        Map<String, Double> parts = new LinkedHashMap<>();
        double from = 0;
        double to = 0;
        for (Map.Entry<String, ? extends Map<String, Double>> entry : before.entrySet()) {
            Decomposed one = product(entry.getValue(), Objects.requireNonNull(after.get(entry.getKey())));
            if (!(one instanceof Decomposition found)) {
                return one;
            }
            from += found.from();
            to += found.to();
            found.parts().forEach(part -> parts.merge(part.name(), part.change(), Double::sum));
        }
        List<Decomposition.Part> summed = new ArrayList<>();
        parts.forEach((name, change) -> summed.add(new Decomposition.Part(name, change)));
        return new Decomposition(from, to, summed, Optional.empty(), METHOD);
    }

    /** {@code (a - b) / ln(a / b)}, a where both are equal; both above 0. */
    static double logarithmicMean(double a, double b) {
        double log = log(a, b);
        // The quotient of two tiny numbers loses its digits; its limit does not.
        return Math.abs(log) < 1e-8 ? (a + b) / 2 : (a - b) / log;
    }

    private static double log(double a, double b) {
        return Math.abs(a / b - 1) < .5 ? StrictMath.log1p((a - b) / b) : StrictMath.log(a / b);
    }

    private static double value(Map<String, Double> factors) {
        double product = 1;
        for (double factor : factors.values()) {
            product *= factor;
        }
        return product;
    }

    private static Optional<Refused> check(Map<String, Double> before, Map<String, Double> after) {
        if (!before.keySet().equals(after.keySet()) || before.isEmpty()) {
            throw new IllegalArgumentException(
                    "factors: " + before.keySet() + " and " + after.keySet() + " (expected: the same, at least one)");
        }
        for (Map<String, Double> side : List.of(before, after)) {
            for (Map.Entry<String, Double> factor : side.entrySet()) {
                if (!(factor.getValue() > 0)) {
                    return Optional.of(new Refused(
                            "factor-not-positive",
                            "factor " + factor.getKey() + ": " + factor.getValue() + " (expected: above 0)",
                            "leave the factor out, or choose factors that cannot be 0"));
                }
            }
        }
        return Optional.empty();
    }
}
