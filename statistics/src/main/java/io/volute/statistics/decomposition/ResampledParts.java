package io.volute.statistics.decomposition;

import io.volute.statistics.Decomposed;
import io.volute.statistics.Decomposition;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.bootstrap.Bootstrap;
import io.volute.statistics.bootstrap.PoissonBootstrap;
import io.volute.statistics.decomposition.RatioMix.Segment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How sure the parts of a change are: units are resampled as in {@link PoissonBootstrap}, a unit that is there before and
 * after with the same weight in both, and the change is decomposed anew from the sums of each resample. One side keeps its
 * sums for each resample, whatever the number of units; order and shards change nothing but the rounding of sums. Holds
 * state: one instance belongs to one thread.
 */
public final class ResampledParts {

    /** How a side's sums over units become what is decomposed. */
    @FunctionalInterface
    public interface OfSums {

        /** The decomposition of the change from the one to the other. */
        Decomposed decompose(double[] before, double[] after);
    }

    private final PoissonBootstrap weights;
    private final int draws;
    private final double[] before;
    private final double[] after;
    private final double[][] drawnBefore;
    private final double[][] drawnAfter;
    private long units;

    /**
     * Without units.
     *
     * @param sums how many sums a side has
     * @param draws resamples, at least 100; {@value PoissonBootstrap#DRAWS} suffice for a 95 % interval
     */
    public ResampledParts(int sums, int draws, long seed) {
        this.weights = new PoissonBootstrap(draws, seed);
        this.draws = draws;
        this.before = new double[sums];
        this.after = new double[sums];
        this.drawnBefore = new double[draws][sums];
        this.drawnAfter = new double[draws][sums];
    }

    /**
     * Adds what one unit adds to the sums of each side, zeros where it was not there.
     *
     * @param unit its id, any 64 bits, each once
     * @throws IllegalArgumentException if a side has another number of sums
     */
    public void add(long unit, double[] unitBefore, double[] unitAfter) {
        if (unitBefore.length != before.length || unitAfter.length != after.length) {
            throw new IllegalArgumentException("unit " + unit + ": " + unitBefore.length + " and " + unitAfter.length
                    + " sums (expected: " + before.length + " on both sides)");
        }
        units++;
        add(before, 1, unitBefore);
        add(after, 1, unitAfter);
        for (int b = 0; b < draws; b++) {
            int weight = weights.weight(unit, b);
            if (weight > 0) {
                add(drawnBefore[b], weight, unitBefore);
                add(drawnAfter[b], weight, unitAfter);
            }
        }
    }

    private static void add(double[] sums, int weight, double[] unit) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * unit[i];
        }
    }

    /**
     * Each part with its percentile interval, 95 %, method {@code poisson-bootstrap}, in the order of the parts.
     *
     * @return by name of the part; each refused below {@value Bootstrap#UNITS_MIN} units, with the decomposition's own
     *     refusal where there is none, and with code {@code undefined} where too few resamples have one
     */
    public Map<String, Figure> parts(OfSums of) {
        Decomposed whole = of.decompose(before, after);
        if (!(whole instanceof Decomposition found)) {
            return Map.of("change", (Refused) whole);
        }
        Map<String, double[]> drawn = new LinkedHashMap<>();
        found.parts().forEach(part -> drawn.put(part.name(), new double[draws]));
        int defined = 0;
        for (int b = 0; b < draws; b++) {
            if (of.decompose(drawnBefore[b], drawnAfter[b]) instanceof Decomposition one) {
                for (Decomposition.Part part : one.parts()) {
                    double[] values = drawn.get(part.name());
                    if (values != null) {
                        values[defined] = part.change();
                    }
                }
                defined++;
            }
        }
        Map<String, Figure> intervals = new LinkedHashMap<>();
        for (Decomposition.Part part : found.parts()) {
            intervals.put(part.name(), interval(part, drawn.getOrDefault(part.name(), new double[0]), defined));
        }
        return intervals;
    }

    private Figure interval(Decomposition.Part part, double[] drawn, int defined) {
        if (units < Bootstrap.UNITS_MIN) {
            return Refused.tooFew("units", units, Bootstrap.UNITS_MIN);
        }
        if (defined < .95 * draws) {
            return new Refused(
                    "undefined",
                    part.name() + ": defined in " + defined + " of " + draws + " resamples (expected: nearly all)",
                    "collect more units, or leave out a factor or segment that hardly any unit has");
        }
        double[] ascending = Arrays.copyOf(drawn, defined);
        Arrays.sort(ascending);
        return new Estimate(
                part.change(),
                Bootstrap.quantile(ascending, .025),
                Bootstrap.quantile(ascending, .975),
                units,
                "poisson-bootstrap");
    }

    /**
     * Factors of a product that are a chain of sums: the first sum, then each sum over the one before it, so that the last
     * sum is their product; visitors (1 for each unit), visits, orders, revenue give visitors, visits each, conversion,
     * price.
     *
     * @param factors one name for each sum
     */
    public static OfSums chain(List<String> factors) {
        List<String> names = List.copyOf(factors);
        return (first, second) -> Lmdi.product(factors(names, first), factors(names, second));
    }

    private static Map<String, Double> factors(List<String> names, double[] sums) {
        Map<String, Double> factors = new LinkedHashMap<>();
        for (int i = 0; i < sums.length; i++) {
            factors.put(names.get(i), i == 0 ? sums[0] : sums[i] / sums[i - 1]);
        }
        return factors;
    }

    /**
     * A ratio by segment: two sums for each segment, numerator and denominator, in the order of the names.
     *
     * @param segments one name for each pair of sums
     */
    public static OfSums mix(List<String> segments) {
        List<String> names = List.copyOf(segments);
        return (first, second) -> RatioMix.of(segments(names, first), segments(names, second));
    }

    private static SortedMap<String, Segment> segments(List<String> names, double[] sums) {
        SortedMap<String, Segment> segments = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            segments.put(names.get(i), new Segment(sums[2 * i], sums[2 * i + 1]));
        }
        return segments;
    }
}
