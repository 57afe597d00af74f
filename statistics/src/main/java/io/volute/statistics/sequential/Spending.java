package io.volute.statistics.sequential;

import io.volute.statistics.distribution.Normal;

/** How much of the false-alarm chance of one side may be spent by a share of the planned information (Lan, DeMets 1983). */
public enum Spending {
    /** {@code 2 - 2 Phi(z(1 - a/2) / sqrt t)}: almost nothing early, so the last look costs hardly more rows. */
    OBRIEN_FLEMING {
        @Override
        double spentOf(double alpha, double t) {
            return 2 * Normal.survival(Normal.upperQuantile(alpha / 2) / Math.sqrt(t));
        }
    },
    /** {@code a ln(1 + (e - 1) t)}: about evenly, for early stops. */
    POCOCK {
        @Override
        double spentOf(double alpha, double t) {
            return alpha * StrictMath.log1p(Math.expm1(1) * t);
        }
    };

    abstract double spentOf(double alpha, double t);

    /**
     * Chance spent by the information fraction t: 0 at 0, alpha from 1 on.
     *
     * @param alpha chance of one side, such as .025
     */
    public double spent(double alpha, double t) {
        if (t <= 0) {
            return 0;
        }
        return t >= 1 ? alpha : Math.min(alpha, spentOf(alpha, t));
    }
}
