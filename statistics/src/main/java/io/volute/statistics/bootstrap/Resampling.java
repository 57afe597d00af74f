package io.volute.statistics.bootstrap;

import io.volute.statistics.random.Draws;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * One value for each draw of a seed. Draw b has a stream of its own, so that the values do not depend on how many threads
 * share the work: those of the common pool.
 */
public final class Resampling {
    /** Draws that one thread takes in a row. */
    private static final int RUN = 64;

    private Resampling() {}

    /**
     * Values by draw.
     *
     * @param draws how many, at least 0
     * @param worker makes what turns a stream into a value, with scratch space of its own; what it shares with others it
     *     only reads
     */
    public static double[] values(int draws, long seed, Supplier<ToDoubleFunction<Draws>> worker) {
        double[] values = new double[draws];
        IntStream.range(0, (draws + RUN - 1) / RUN).parallel().forEach(run -> {
            ToDoubleFunction<Draws> value = worker.get();
            for (int b = run * RUN; b < Math.min(draws, (run + 1) * RUN); b++) {
                values[b] = value.applyAsDouble(Draws.of(seed, b));
            }
        });
        return values;
    }

    /**
     * Values by draw, each of a resample with replacement of so many units.
     *
     * @param statistic from how often each unit is in the resample to the value; keeps none of the array, may be asked by
     *     several threads at once
     */
    public static double[] values(int units, int draws, long seed, ToDoubleFunction<int[]> statistic) {
        return values(draws, seed, () -> {
            int[] weights = new int[units];
            return stream -> {
                draw(stream, weights);
                return statistic.applyAsDouble(weights);
            };
        });
    }

    /** How often each unit comes up in as many draws as there are units. */
    static void draw(Draws stream, int[] weights) {
        Arrays.fill(weights, 0);
        for (int i = 0; i < weights.length; i++) {
            weights[stream.below(weights.length)]++;
        }
    }
}
