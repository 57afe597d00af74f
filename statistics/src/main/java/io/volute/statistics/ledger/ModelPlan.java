package io.volute.statistics.ledger;

import java.util.List;

/**
 * One model as a forecast: a benefit that grows to what is believed of it, and what it costs to build, run and renew it.
 * The same numbers give the same paths, wherever they are drawn again.
 *
 * @param mean benefit of a period once it has matured
 * @param deviation of what is believed of it
 * @param share of the units that get it
 * @param launch periods that pass before it earns
 * @param maturity periods until two thirds of it are there
 * @param build spent before the first period
 * @param running spent in each period
 * @param release price of the first release
 * @param releaseEvery periods between releases; 0 for none
 * @param learning Wright's exponent of releases
 * @param horizon last period
 */
public record ModelPlan(
        double mean,
        double deviation,
        double share,
        int launch,
        Uncertain.Triangle maturity,
        double build,
        double running,
        double release,
        int releaseEvery,
        Uncertain.Triangle learning,
        int horizon) {

    /** Draws its paths. */
    public RoiForecast simulate(int paths, long seed) {
        BenefitLine line = BenefitLine.of(
                        "model",
                        1,
                        new Quantity("effect", new Uncertain.Gaussian(mean, deviation)),
                        Quantity.known("money", 1))
                .from(launch, share)
                .maturing(new Quantity("maturity", maturity));
        CostPlan costs = new CostPlan(build, running, release, releaseEvery, new Quantity("learning", learning));
        return RoiForecast.simulate(new RoiForecast.Plan(List.of(line), List.of(costs), horizon, 0), paths, seed);
    }
}
