package io.volute.statistics.sequential;

import io.volute.statistics.distribution.Normal;
import io.volute.statistics.distribution.Quadrature;
import java.util.Arrays;

/**
 * The density of {@code B = Z sqrt t} over the region in which an experiment has gone on, as weighted nodes in plain
 * arrays (Armitage, McPherson, Rowe 1969; Jennison, Turnbull 2000, chapter 19). The nodes lie closer together where the
 * next look comes soon, and only those within nine standard errors of a point count for it, so that many looks stay
 * cheap and exact: 200 nodes alone would be too coarse for 200 looks.
 */
final class Region {

    /** How far, in standard errors, a density is followed. */
    static final double REACH = 10;

    /** The least share by which information must rise, below which two looks are of the same data. */
    static final double LEAST_RISE = 1e-6;

    private static final int PANEL = 40;
    private static final int PANELS_MIN = 5;
    private static final double NEAR = 9;
    private static final double SPACING = .8;
    private static final double[][] RULE = Quadrature.legendre(PANEL);
    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

    private final double time;
    private final double[] nodes;
    private final double[] mass;

    private Region(double time, double[] nodes, double[] mass) {
        this.time = time;
        this.nodes = nodes;
        this.mass = mass;
    }

    static Region start() {
        return new Region(0, new double[] {0}, new double[] {1});
    }

    /** Chance to be above the bound at t. */
    double exit(double t, double bound, double drift) {
        return tail(t, bound, drift, 1);
    }

    /** Chance to be below the bound at t. */
    double exitBelow(double t, double bound, double drift) {
        return tail(t, bound, drift, -1);
    }

    private double tail(double t, double bound, double drift, int side) {
        if (Double.isInfinite(bound)) {
            return 0;
        }
        double dt = t - time;
        double scale = side / Math.sqrt(dt);
        double limit = bound * Math.sqrt(t) - drift * dt;
        double sum = 0;
        for (int i = 0; i < nodes.length; i++) {
            double z = (limit - nodes[i]) * scale;
            sum += z > 4 * REACH ? 0 : mass[i] * Normal.survival(z);
        }
        return sum;
    }

    /** Density of Z at t at the bound. */
    double density(double t, double bound) {
        double root = Math.sqrt(t);
        return densityAt(bound * root, t - time, 0, 0) * root;
    }

    /**
     * What goes on after the look at t.
     *
     * @param low lower bound for z; negative infinity for none
     * @param high upper bound for z; positive infinity for none
     * @param soon information until the look after it, as far as it is known: the nodes are laid for it
     */
    Region next(double t, double low, double high, double drift, double soon) {
        double root = Math.sqrt(t);
        double dt = t - time;
        double from = Math.max(low, drift * root - REACH) * root;
        double to = Math.min(high, drift * root + REACH) * root;
        if (!(from < to)) {
            return new Region(t, new double[0], new double[0]);
        }
        double width = to - from;
        // The nodes of a rule are pi / 2 times further apart in the middle than on average.
        int panels = Math.max(PANELS_MIN, (int)
                Math.ceil(width * Math.PI / 2 / (PANEL * SPACING * Math.sqrt(Math.min(soon, dt)))));
        double half = width / panels / 2;
        double[] at = new double[panels * PANEL];
        double[] weighted = new double[at.length];
        double factor = half / (ROOT_TWO_PI * Math.sqrt(dt));
        int first = 0;
        for (int j = 0; j < at.length; j++) {
            at[j] = from + (2 * (j / PANEL) + 1 + RULE[0][j % PANEL]) * half;
            first = firstNear(at[j] - drift * dt, dt, first);
            weighted[j] = RULE[1][j % PANEL] * factor * sum(at[j] - drift * dt, dt, first);
        }
        return new Region(t, at, weighted);
    }

    private double densityAt(double x, double dt, double drift, int from) {
        double shifted = x - drift * dt;
        return sum(shifted, dt, firstNear(shifted, dt, from)) / (ROOT_TWO_PI * Math.sqrt(dt));
    }

    private int firstNear(double x, double dt, int from) {
        double least = x - NEAR * Math.sqrt(dt);
        if (from == 0) {
            int found = Arrays.binarySearch(nodes, least);
            return found < 0 ? -found - 1 : found;
        }
        int first = from;
        while (first < nodes.length && nodes[first] < least) {
            first++;
        }
        return first;
    }

    private double sum(double x, double dt, int first) {
        double most = x + NEAR * Math.sqrt(dt);
        double rate = -.5 / dt;
        double density = 0;
        for (int i = first; i < nodes.length && nodes[i] <= most; i++) {
            double gap = x - nodes[i];
            // Inline: the library's density is exact to the last bit, and many times slower.
            density += mass[i] * Math.exp(rate * gap * gap);
        }
        return density;
    }
}
