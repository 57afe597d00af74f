package io.volute.core.contract.scoping;

import java.util.List;
import java.util.Optional;

/**
 * The path that the scope expects, with all that it was drawn from: kept as it was made, so that it can be held against
 * what happened, and narrowed by it.
 *
 * @param currency ISO code
 * @param months cumulative net value, as the assessment shows it
 * @param benefit what a month is expected to bring
 * @param cost what building, running and renewing it is expected to cost
 * @param paths drawn
 * @param seed of all draws
 */
public record Forecast(
        String currency, List<Assessment.ForecastMonth> months, Benefit benefit, Cost cost, int paths, long seed) {
    /** Copies. */
    public Forecast {
        months = List.copyOf(months);
    }

    /**
     * Once it has matured; drawn once for each path.
     *
     * @param mean of a month
     * @param deviation of what is believed of it
     * @param share of the units that get it
     * @param maturity months until two thirds of it are there
     * @param launch months that pass before it earns; none when absent
     */
    public record Benefit(double mean, double deviation, double share, Assumed maturity, Optional<Integer> launch) {}

    /**
     * Money.
     *
     * @param build before the first month
     * @param month in each month
     * @param release of the first one
     * @param releaseMonths months between releases; 0 for none
     * @param learning Wright's exponent: each release costs its number to the power of minus this
     */
    public record Cost(double build, double month, double release, int releaseMonths, Assumed learning) {}

    /**
     * A triangular assumption.
     *
     * @param low least
     * @param mode most likely
     * @param high most
     */
    public record Assumed(double low, double mode, double high) {}
}
