package io.volute.statistics.sequential;

import io.volute.statistics.Estimate;

/**
 * Inference after a stop, in the stage-wise order: an earlier crossing is more extreme than a later one, at one look the
 * larger z is (Tsiatis, Rosner, Mehta 1984; Jennison, Turnbull 2000, section 8.4). Both bounds stop. The plain estimate
 * at a stop is too far from 0, because an experiment stops where chance has helped.
 */
public final class StageWise {

    private static final double FLOOR = 1e-300;

    private StageWise() {}

    /**
     * Two-sided p-value: twice the smaller tail, each summed by itself, so that it is neither capped nor lost near 1.
     *
     * @param information fractions of all looks, the last being the one at which it stopped
     * @param bounds bounds for z of the looks before it; more are ignored
     * @param z what the last look saw
     * @throws IllegalArgumentException if information does not rise, or bounds are missing
     */
    public static double p(double[] information, double[] bounds, double z) {
        double[] tails = tails(information, bounds, z, 0);
        return Math.min(1, 2 * Math.min(tails[0], tails[1]));
    }

    /**
     * Median-unbiased estimate of the drift, the expectation of z at full information, with its interval: the drifts at
     * which the upper tail is 1/2, alpha/2 and {@code 1 - alpha/2}; method {@code median-unbiased}. The effect is the
     * drift over the square root of the planned information.
     *
     * @param n units, for the record
     */
    public static Estimate drift(double[] information, double[] bounds, double z, double alpha, long n) {
        double error = 1 / Math.sqrt(information[information.length - 1]);
        return new Estimate(
                solve(information, bounds, z, .5, error),
                solve(information, bounds, z, alpha / 2, error),
                solve(information, bounds, z, 1 - alpha / 2, error),
                n,
                "median-unbiased");
    }

    private static double solve(double[] information, double[] bounds, double z, double tail, double error) {
        double target = StrictMath.log(tail / (1 - tail));
        double low = z * error - error;
        double step = 2 * error;
        while (odds(information, bounds, z, low) > target) {
            low -= step;
            step *= 2;
        }
        double high = z * error + error;
        step = 2 * error;
        while (odds(information, bounds, z, high) < target) {
            high += step;
            step *= 2;
        }
        return Bracket.root(drift -> odds(information, bounds, z, drift) - target, low, high, 1e-11);
    }

    /** Log odds of the upper tail: nearly straight in the drift, where the tail itself is flat. */
    private static double odds(double[] information, double[] bounds, double z, double drift) {
        double[] tails = tails(information, bounds, z, drift);
        return StrictMath.log(Math.max(tails[0], FLOOR)) - StrictMath.log(Math.max(tails[1], FLOOR));
    }

    /** Chance of what is at least as far up, and of what is at least as far down. */
    static double[] tails(double[] information, double[] bounds, double z, double drift) {
        GroupSequential.checkRising(information);
        int last = information.length - 1;
        if (last < 0 || bounds.length < last) {
            throw new IllegalArgumentException("stage-wise: " + information.length + " looks, " + bounds.length
                    + " bounds (expected: a look, and a bound for each before it)");
        }
        Region region = Region.start();
        double up = 0;
        double down = 0;
        for (int k = 0; k < last; k++) {
            double t = information[k];
            up += region.exit(t, bounds[k], drift);
            down += region.exitBelow(t, -bounds[k], drift);
            region = region.next(t, -bounds[k], bounds[k], drift, information[k + 1] - t);
        }
        return new double[] {
            up + region.exit(information[last], z, drift), down + region.exitBelow(information[last], z, drift)
        };
    }
}
