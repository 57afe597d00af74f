package io.volute.statistics.sequential;

import io.volute.statistics.distribution.Normal;

/** The usual spending functions (Lan, DeMets 1983), and {@link #power} for those in between. */
public enum Spending implements SpendingFunction {
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

    @Override
    public double spent(double alpha, double t) {
        return spent(alpha, t, this::spentOf);
    }

    /**
     * {@code a t^rho} (Kim, DeMets 1987): 1 spends evenly, close to Pocock's bounds; 3 about like O'Brien and Fleming.
     *
     * @param rho above 0
     * @throws IllegalArgumentException if rho is not above 0
     */
    public static SpendingFunction power(double rho) {
        return new Power(rho);
    }

    private static double spent(double alpha, double t, SpendingFunction inside) {
        if (t <= 0) {
            return 0;
        }
        return t >= 1 ? alpha : Math.min(alpha, inside.spent(alpha, t));
    }

    /** A record, so that two designs with the same rho are equal. */
    private record Power(double rho) implements SpendingFunction {
        Power {
            if (!(rho > 0) || Double.isInfinite(rho)) {
                throw new IllegalArgumentException("rho: " + rho + " (expected: above 0)");
            }
        }

        @Override
        public double spent(double alpha, double t) {
            return Spending.spent(alpha, t, (a, inside) -> a * StrictMath.pow(inside, rho));
        }
    }
}
