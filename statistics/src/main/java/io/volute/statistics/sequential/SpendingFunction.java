package io.volute.statistics.sequential;

/**
 * How much of the false-alarm chance of one side may be spent by a share of the planned information (Lan, DeMets 1983).
 * {@link Spending} holds the usual ones and makes more.
 */
@FunctionalInterface
public interface SpendingFunction {

    /**
     * Chance spent by the information fraction t: 0 at 0, rising, alpha from 1 on.
     *
     * @param alpha chance of one side, such as .025
     */
    double spent(double alpha, double t);
}
