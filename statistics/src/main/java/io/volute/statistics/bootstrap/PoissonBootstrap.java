package io.volute.statistics.bootstrap;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.random.SplitMix;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * The bootstrap for units that come once, in any order and on any machine (Hanley, MacGibbon 2006; Chamandy et al. 2012):
 * in resample b a unit counts Poisson(1) times, drawn from a hash of (unit, b, seed). One arm keeps two sums for each
 * resample, whatever its size; shards of one arm add up, to the rounding of sums. The figure is a mean, or a ratio of sums.
 * Holds state: one instance belongs to one thread.
 */
public final class PoissonBootstrap {

    /** Resamples that suffice for a 95 % interval. */
    public static final int DRAWS = 2000;

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final int BITS = 12;
    private static final int UNSURE = -1;

    /** P(weight <= k) in units of 2^-32. */
    private static final long[] CDF = cdf();

    /** The weight by the first bits of the draw where they decide it, else {@value #UNSURE}. */
    private static final byte[] WEIGHT = weights();

    private final long seed;
    private final int draws;
    private final double[] numerator;
    private final double[] denominator;
    private long units;
    private double sum;
    private double size;

    /**
     * An arm without units.
     *
     * @param draws resamples, at least 100
     */
    public PoissonBootstrap(int draws, long seed) {
        if (draws < 100) {
            throw new IllegalArgumentException("resamples: " + draws + " (expected: >= 100)");
        }
        this.seed = SplitMix.mix64(seed);
        this.draws = draws;
        // One hash serves two resamples; of an odd number the last is drawn and not read.
        this.numerator = new double[draws + 1];
        this.denominator = new double[draws + 1];
    }

    /** Adds one unit of a mean. */
    public void add(long unit, double value) {
        add(unit, value, 1);
    }

    /**
     * Adds one unit of a ratio of sums.
     *
     * @param unit its id, any 64 bits, each once
     */
    public void add(long unit, double m, double d) {
        units++;
        sum += m;
        size += d;
        long state = SplitMix.mix64(unit ^ seed);
        for (int b = 0; b < draws; b += 2) {
            state += GOLDEN_GAMMA;
            long bits = SplitMix.mix64(state);
            int first = weight(bits >>> 32);
            int second = weight(bits & 0xffffffffL);
            numerator[b] += first * m;
            denominator[b] += first * d;
            numerator[b + 1] += second * m;
            denominator[b + 1] += second * d;
        }
    }

    /** How often a unit counts in resample b. */
    public int weight(long unit, int b) {
        long bits = SplitMix.mix64(SplitMix.mix64(unit ^ seed) + GOLDEN_GAMMA * (b / 2 + 1));
        return weight(b % 2 == 0 ? bits >>> 32 : bits & 0xffffffffL);
    }

    private static int weight(long draw) {
        int known = WEIGHT[(int) (draw >>> (32 - BITS))];
        return known == UNSURE ? search(draw) : known;
    }

    private static int search(long draw) {
        int k = 0;
        while (draw >= CDF[k]) {
            k++;
        }
        return k;
    }

    /**
     * Adds the units of another shard of the same arm.
     *
     * @throws IllegalArgumentException if it was drawn by another seed or in another number of resamples
     */
    public void add(PoissonBootstrap shard) {
        if (shard.seed != seed || shard.draws != draws) {
            throw new IllegalArgumentException(
                    "shard: " + shard.draws + " resamples (expected: " + draws + ", and the same seed)");
        }
        units += shard.units;
        sum += shard.sum;
        size += shard.size;
        for (int b = 0; b < numerator.length; b++) {
            numerator[b] += shard.numerator[b];
            denominator[b] += shard.denominator[b];
        }
    }

    /** Units added. */
    public long units() {
        return units;
    }

    /** The mean, or the ratio of sums; NaN without any. */
    public double value() {
        return sum / size;
    }

    /** The figure in each resample, NaN where no unit counts. */
    public double[] replicates() {
        double[] replicates = new double[draws];
        Arrays.setAll(replicates, b -> numerator[b] / denominator[b]);
        return replicates;
    }

    /**
     * Difference {@code treatment - control} with its percentile interval, 95 %; method {@code poisson-bootstrap}.
     *
     * @return refused below {@value Bootstrap#UNITS_MIN} units in an arm, with code {@code undefined} if nearly no resample
     *     has a figure, {@code no-variance} if all agree
     * @throws IllegalArgumentException if the arms were resampled in different numbers
     */
    public static Figure difference(PoissonBootstrap treatment, PoissonBootstrap control) {
        return figure(treatment, control, (t, c) -> t - c);
    }

    /** Relative lift {@code (treatment - control) / |control|}; as {@link #difference}. */
    public static Figure lift(PoissonBootstrap treatment, PoissonBootstrap control) {
        return figure(treatment, control, (t, c) -> (t - c) / Math.abs(c));
    }

    private static Figure figure(PoissonBootstrap treatment, PoissonBootstrap control, DoubleBinaryOperator change) {
        if (treatment.draws != control.draws) {
            throw new IllegalArgumentException(
                    "resamples: " + treatment.draws + " and " + control.draws + " (expected: as many in both arms)");
        }
        long fewest = Math.min(treatment.units, control.units);
        if (fewest < Bootstrap.UNITS_MIN) {
            return Refused.tooFew("units in the smaller arm", fewest, Bootstrap.UNITS_MIN);
        }
        double[] t = treatment.replicates();
        double[] c = control.replicates();
        double[] found = new double[t.length];
        int defined = 0;
        for (int b = 0; b < t.length; b++) {
            double value = change.applyAsDouble(t[b], c[b]);
            if (Double.isFinite(value)) {
                found[defined++] = value;
            }
        }
        double value = change.applyAsDouble(treatment.value(), control.value());
        if (!Double.isFinite(value) || defined < .95 * t.length) {
            return new Refused(
                    "undefined",
                    "defined in " + defined + " of " + t.length + " resamples (expected: nearly all)",
                    "collect more units, or choose a denominator that every unit has");
        }
        double[] ascending = Arrays.copyOf(found, defined);
        Arrays.sort(ascending);
        if (ascending[0] == ascending[defined - 1]) {
            return Refused.noVariance("the figure");
        }
        return new Estimate(
                value,
                Bootstrap.quantile(ascending, .025),
                Bootstrap.quantile(ascending, .975),
                treatment.units + control.units,
                "poisson-bootstrap");
    }

    private static long[] cdf() {
        long[] cdf = new long[13];
        double term = StrictMath.exp(-1);
        double below = 0;
        for (int k = 0; k < 12; k++) {
            below += term;
            term /= k + 1;
            cdf[k] = Math.round(below * 0x1p32);
        }
        // Weights from 12 on have probability 8e-10 and count as 12.
        cdf[12] = 1L << 32;
        return cdf;
    }

    private static byte[] weights() {
        byte[] weights = new byte[1 << BITS];
        for (int i = 0; i < weights.length; i++) {
            int lowest = search((long) i << (32 - BITS));
            int highest = search(((i + 1L) << (32 - BITS)) - 1);
            weights[i] = (byte) (lowest == highest ? lowest : UNSURE);
        }
        return weights;
    }
}
