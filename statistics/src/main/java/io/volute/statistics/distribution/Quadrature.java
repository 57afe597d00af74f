package io.volute.statistics.distribution;

import java.util.function.DoubleUnaryOperator;

/** Gauss-Legendre quadrature: 20 nodes on each of 16 equal panels. Fixed order of summation. */
public final class Quadrature {

    private static final int NODES = 20;
    private static final int PANELS = 16;

    private Quadrature() {}

    /** Integral over {@code [low, high]} of a function that is smooth there. */
    public static double integrate(DoubleUnaryOperator f, double low, double high) {
        double[][] rule = legendre(NODES);
        double width = (high - low) / PANELS;
        double total = 0;
        for (int panel = 0; panel < PANELS; panel++) {
            double centre = low + (panel + .5) * width;
            double sum = 0;
            for (int i = 0; i < NODES; i++) {
                sum += rule[1][i] * f.applyAsDouble(centre + rule[0][i] * width / 2);
            }
            total += sum * width / 2;
        }
        return total;
    }

    /**
     * Nodes and weights on {@code [-1, 1]}, by Newton's method on the Legendre polynomial.
     *
     * @return two rows: nodes ascending, weights
     */
    public static double[][] legendre(int count) {
        double[] nodes = new double[count];
        double[] weights = new double[count];
        for (int i = 0; i < (count + 1) / 2; i++) {
            double x = Math.cos(Math.PI * (i + .75) / (count + .5));
            double slope = 0;
            for (int round = 0; round < 100; round++) {
                double p = 1;
                double before = 0;
                for (int k = 0; k < count; k++) {
                    double next = ((2 * k + 1) * x * p - k * before) / (k + 1);
                    before = p;
                    p = next;
                }
                slope = count * (x * p - before) / (x * x - 1);
                double step = p / slope;
                x -= step;
                if (Math.abs(step) < 1e-15) {
                    break;
                }
            }
            nodes[i] = -x;
            nodes[count - 1 - i] = x;
            weights[i] = 2 / ((1 - x * x) * slope * slope);
            weights[count - 1 - i] = weights[i];
        }
        return new double[][] {nodes, weights};
    }
}
