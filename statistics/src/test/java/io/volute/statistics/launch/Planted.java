package io.volute.statistics.launch;

import io.volute.statistics.random.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Launches whose true link is known: true x of variance 1, true y of slope times x with a residual of .2. */
final class Planted {

    private static final double RESIDUAL = .2;

    private Planted() {}

    static Launches launches(Draws draws, int n, Noise noise, double slope) {
        List<Launch> launches = new ArrayList<>();
        double root = Math.sqrt(noise.xx());
        double rest = Math.sqrt(noise.yy() - noise.xy() * noise.xy() / noise.xx());
        for (int i = 0; i < n; i++) {
            double x = draws.normal();
            double y = slope * x + RESIDUAL * draws.normal();
            double first = draws.normal();
            launches.add(new Launch(
                    "l" + i,
                    x + root * first,
                    y + noise.xy() / root * first + rest * draws.normal(),
                    noise,
                    OptionalDouble.empty()));
        }
        return new Launches(launches);
    }
}
