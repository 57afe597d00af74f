package io.volute.statistics.ledger;

import io.volute.statistics.value.Worth;

/**
 * What it costs: once to build, the same in each period, and a release every so often, each cheaper than the one before
 * by Wright's law.
 *
 * @param build in period 0
 * @param running in each later period
 * @param release the first release
 * @param every periods between releases, the first after so many; 0 for none
 * @param learning Wright's exponent
 */
public record CostPlan(double build, double running, double release, int every, Quantity learning) {

    /** @throws IllegalArgumentException if a cost is negative or not finite, or releases come more often than periods */
    public CostPlan {
        if (!Double.isFinite(build + running + release)
                || Math.min(build, Math.min(running, release)) < 0
                || every < 0) {
            throw new IllegalArgumentException("costs: build " + build + ", running " + running + ", release " + release
                    + " every " + every + " (expected: at least 0)");
        }
    }

    /** Without releases. */
    public static CostPlan of(double build, double running) {
        return new CostPlan(build, running, 0, 0, Quantity.known("no releases", 0));
    }

    /** Adds what it costs in each period of a path. */
    void addTo(double[] costs, long path, long seed) {
        costs[0] += build;
        double exponent = learning.in(path, seed);
        for (int t = 1; t < costs.length; t++) {
            costs[t] += running;
            if (every > 0 && t % every == 0) {
                costs[t] += Worth.releaseCost(release, exponent, t / every);
            }
        }
    }
}
