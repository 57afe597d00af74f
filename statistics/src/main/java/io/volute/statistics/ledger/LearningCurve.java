package io.volute.statistics.ledger;

import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.mean.Slope;

/** Whether releases grow cheaper: Wright's law fitted to what they cost. */
public final class LearningCurve {

    /** Fewer releases than this show no learning. */
    public static final int RELEASES_MIN = 6;

    private LearningCurve() {}

    /**
     * Wright's exponent b in {@code cost k = cost 1 x k^-b}, by least squares of ln cost on ln k, with its 95 % t interval;
     * method {@code least-squares}.
     *
     * @param costs of the releases 1, 2, 3 … in their order
     * @return refused below {@value #RELEASES_MIN} releases, or with code {@code not-positive} where one cost nothing
     */
    public static Figure exponent(double[] costs) {
        if (costs.length < RELEASES_MIN) {
            return new Refused(
                    "too-few-releases",
                    "needs " + RELEASES_MIN + " releases, has " + costs.length,
                    "release " + (RELEASES_MIN - costs.length) + " more times");
        }
        double[] number = new double[costs.length];
        for (int i = 0; i < costs.length; i++) {
            number[i] = i + 1;
        }
        return Slope.logLog(number, costs, RELEASES_MIN).scaled(slope -> -slope);
    }

    /** What a release costs after twice as many, as a share: {@code 2^-b}; .8 is the classic eighty per cent curve. */
    public static Figure rate(double[] costs) {
        return exponent(costs).scaled(b -> StrictMath.pow(2, -b));
    }
}
