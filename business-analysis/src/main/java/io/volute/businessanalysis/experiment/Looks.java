package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.MetricId;
import java.time.LocalDate;
import java.util.List;

/**
 * The looks that were taken so far, in their order, as a file keeps them.
 *
 * @param looks one for each time that somebody looked
 */
public record Looks(List<Taken> looks) {
    /** Nobody looked yet. */
    public static final Looks NONE = new Looks(List.of());

    /** Copies. */
    public Looks {
        looks = List.copyOf(looks);
    }

    /**
     * One look.
     *
     * @param at day of the question
     * @param data digest of the sums that were looked at
     * @param effects of the primary metrics
     */
    public record Taken(LocalDate at, String data, List<Effect> effects) {
        /** Copies. */
        public Taken {
            effects = List.copyOf(effects);
        }
    }

    /**
     * A primary metric of one arm at a look.
     *
     * @param metric name and number
     * @param arm the arm
     * @param estimate of the effect
     * @param error its standard error
     * @param n units of both arms
     * @param control mean of the control
     * @param last whether it was the last look of the plan
     */
    public record Effect(
            MetricId metric, String arm, double estimate, double error, long n, double control, boolean last) {}
}
