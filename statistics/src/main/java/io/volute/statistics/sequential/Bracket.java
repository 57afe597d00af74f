package io.volute.statistics.sequential;

import java.util.function.DoubleUnaryOperator;

/** Where a monotone function is 0, by the Illinois variant of the rule of false position. */
final class Bracket {

    private Bracket() {}

    /**
     * @param f monotone, of different sign at the ends
     * @param tolerance how exact the place must be, relative to the larger of 1 and its size
     */
    static double root(DoubleUnaryOperator f, double from, double to, double tolerance) {
        double a = from;
        double b = to;
        double fa = f.applyAsDouble(a);
        double fb = f.applyAsDouble(b);
        int side = 0;
        for (int i = 0; i < 200 && Math.abs(b - a) > tolerance * Math.max(1, Math.abs(a)); i++) {
            double middle = fa == fb ? (a + b) / 2 : b - fb * (b - a) / (fb - fa);
            if (!(middle > Math.min(a, b) && middle < Math.max(a, b))) {
                middle = (a + b) / 2;
            }
            double value = f.applyAsDouble(middle);
            if (value == 0) {
                return middle;
            }
            if (value > 0 == fb > 0) {
                b = middle;
                fb = value;
                fa = side == -1 ? fa / 2 : fa;
                side = -1;
            } else {
                a = middle;
                fa = value;
                fb = side == 1 ? fb / 2 : fb;
                side = 1;
            }
        }
        return (a + b) / 2;
    }
}
