package io.volute.businessanalysis.experiment;

import io.volute.core.stage.Verdict;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What an experiment says.
 *
 * @param design name of the experiment
 * @param digest of its design and the definitions of its metrics
 * @param frozen whether the design is the one that was frozen; empty: it never was
 * @param data digest of the sums that were analysed
 * @param until the day of the question
 * @param counts what was assigned, exposed and left out
 * @param trust whether the data may be believed
 * @param comparisons effects, primaries first
 * @param sequential of each primary and arm, {@code metric/arm}, where the plan has more looks than one
 * @param smallest of each primary and arm, the smallest effect that these data would have found
 * @param beliefs of each primary and arm, the chances beside the verdict
 * @param daysToGo of a plan with one look that goes on: about how long until its guardrails can be told, at this pace
 * @param verdict by the rule of the design
 * @param seed of all that was drawn
 */
public record ExperimentResult(
        String design,
        String digest,
        Optional<Boolean> frozen,
        String data,
        Optional<LocalDate> until,
        ExperimentUnits.Counts counts,
        List<TrustCheck> trust,
        List<Comparison> comparisons,
        SortedMap<String, Sequential> sequential,
        SortedMap<String, Smallest> smallest,
        SortedMap<String, Belief> beliefs,
        Optional<Integer> daysToGo,
        Verdict verdict,
        long seed) {
    /** Copies. */
    public ExperimentResult {
        trust = List.copyOf(trust);
        comparisons = List.copyOf(comparisons);
    }

    /**
     * The smallest effect that would have been found.
     *
     * @param absolute in the metric's unit
     * @param relative as a share of the control's mean
     */
    public record Smallest(double absolute, double relative) {}

    /**
     * A belief after the data.
     *
     * @param chanceToWin that the effect is on the good side
     * @param expectedLoss of shipping, in the metric's unit
     * @param lossOfStaying of not shipping
     * @param flat whether there was no belief before
     */
    public record Belief(double chanceToWin, double expectedLoss, double lossOfStaying, boolean flat) {}

    /** The same with another verdict. */
    public ExperimentResult judged(Verdict other) {
        return new ExperimentResult(
                design,
                digest,
                frozen,
                data,
                until,
                counts,
                trust,
                comparisons,
                sequential,
                smallest,
                beliefs,
                daysToGo,
                other,
                seed);
    }

    /** Key of what is told by primary and arm. */
    static String key(Comparison comparison) {
        return comparison.metric() + "/" + comparison.arm();
    }
}
