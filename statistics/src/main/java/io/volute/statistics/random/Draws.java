package io.volute.statistics.random;

import java.util.Arrays;

/**
 * A stream of seeded draws: SplitMix64 over a counter (Steele, Lea, Flood, OOPSLA 2014), normal draws by the polar
 * method (Marsaglia, Bray 1964) with {@link StrictMath}, so that a stream is the same on every platform. Holds state:
 * one stream belongs to one thread; take {@link #of(long, long)} with an index for each path, fold or simulation.
 */
public final class Draws {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;
    private double spare;
    private boolean hasSpare;

    private Draws(long state) {
        this.state = state;
    }

    /** The stream of a seed. */
    public static Draws of(long seed) {
        return new Draws(SplitMix.mix64(seed));
    }

    /** The stream number {@code index} of a seed: independent of the order in which streams are used. */
    public static Draws of(long seed, long index) {
        return new Draws(SplitMix.mix64(SplitMix.mix64(seed) + GOLDEN_GAMMA * index));
    }

    /** The next 64 bits. */
    public long bits() {
        state += GOLDEN_GAMMA;
        return SplitMix.mix64(state);
    }

    /** Uniform in {@code [0, 1)}, multiples of 2^-53. */
    public double uniform() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    /**
     * Uniform integer in {@code [0, bound)}, without modulo bias (Lemire 2019).
     *
     * @throws IllegalArgumentException if bound is below 1
     */
    public int below(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound: " + bound + " (expected: >= 1)");
        }
        long product = (bits() >>> 32) * bound;
        long low = product & 0xffffffffL;
        if (low < bound) {
            long floor = (0x1_0000_0000L - bound) % bound;
            while (low < floor) {
                product = (bits() >>> 32) * bound;
                low = product & 0xffffffffL;
            }
        }
        return (int) (product >>> 32);
    }

    /** Standard normal. */
    public double normal() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double x;
        double y;
        double s;
        do {
            x = 2 * uniform() - 1;
            y = 2 * uniform() - 1;
            s = x * x + y * y;
        } while (s >= 1 || s == 0);
        double factor = Math.sqrt(-2 * StrictMath.log(s) / s);
        spare = y * factor;
        hasSpare = true;
        return x * factor;
    }

    /**
     * Normal with the mean and standard deviation given.
     *
     * @throws IllegalArgumentException if the standard deviation is negative or not finite
     */
    public double normal(double mean, double deviation) {
        if (!(deviation >= 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException("standard deviation: " + deviation + " (expected: >= 0)");
        }
        return mean + deviation * normal();
    }

    /** Exponential with mean 1. */
    public double exponential() {
        return -StrictMath.log(1 - uniform());
    }

    /**
     * Gamma with scale 1, by squeezing a normal draw (Marsaglia, Tsang, ACM Transactions on Mathematical Software 2000); half
     * a chi-square of {@code 2 shape} degrees of freedom.
     *
     * @throws IllegalArgumentException if the shape is below 1 or not finite
     */
    public double gamma(double shape) {
        if (!(shape >= 1) || Double.isInfinite(shape)) {
            throw new IllegalArgumentException("shape: " + shape + " (expected: >= 1)");
        }
        double d = shape - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = normal();
            double v = 1 + c * x;
            if (v > 0) {
                v = v * v * v;
                double u = 1 - uniform();
                if (StrictMath.log(u) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
                    return d * v;
                }
            }
        }
    }

    /**
     * Triangular by inversion.
     *
     * @throws IllegalArgumentException unless {@code low <= mode <= high}
     */
    public double triangular(double low, double mode, double high) {
        if (!(low <= mode && mode <= high)) {
            throw new IllegalArgumentException(
                    "triangular: " + low + ", " + mode + ", " + high + " (expected: low <= mode <= high)");
        }
        double u = uniform();
        double span = high - low;
        if (span == 0) {
            return low;
        }
        return u * span < mode - low
                ? low + Math.sqrt(u * span * (mode - low))
                : high - Math.sqrt((1 - u) * span * (high - mode));
    }

    /** A shuffled copy (Fisher, Yates); the argument stays as it is. */
    public int[] shuffled(int[] values) {
        int[] result = Arrays.copyOf(values, values.length);
        for (int i = result.length - 1; i > 0; i--) {
            int j = below(i + 1);
            int kept = result[i];
            result[i] = result[j];
            result[j] = kept;
        }
        return result;
    }
}
