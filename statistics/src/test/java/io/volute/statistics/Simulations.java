package io.volute.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.statistics.random.Draws;
import java.util.function.ToDoubleFunction;

/**
 * Seeded worlds in which the truth is known. {@code -Dvolute.simulations=N} makes N of them instead of the usual few: the
 * more, the narrower what is accepted.
 */
public final class Simulations {

    private Simulations() {}

    /** How many worlds: as many as usual, or as asked for. */
    public static int worlds(int usual) {
        return Integer.getInteger("volute.simulations", usual);
    }

    /** The share of worlds in which something happens (1) or not (0). */
    public static double share(int worlds, long seed, ToDoubleFunction<Draws> world) {
        double sum = 0;
        for (int w = 0; w < worlds; w++) {
            sum += world.applyAsDouble(Draws.of(seed, w));
        }
        return sum / worlds;
    }

    /** Asserts that it happens at the nominal rate, within 3 standard errors of so many worlds. */
    public static void assertRate(double nominal, int worlds, long seed, ToDoubleFunction<Draws> world) {
        double error = Math.sqrt(nominal * (1 - nominal) / worlds);
        assertThat(share(worlds, seed, world)).isBetween(nominal - 3 * error, nominal + 3 * error);
    }

    /** 1 if the interval covers the truth. */
    public static double covers(Figure figure, double truth) {
        return figure.found().orElseThrow().covers(truth) ? 1 : 0;
    }

    /** 1 if the test raises an alarm at 5 %. */
    public static double alarm(Tested tested) {
        return tested.tested().orElseThrow().below(.05) ? 1 : 0;
    }
}
