package io.volute.businessanalysis.experiment;

import io.volute.core.stage.Verdict;
import io.volute.statistics.Figure;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a project keeps of an experiment: the result, without what only statisticians ask for.
 *
 * @param experiment its name
 * @param digest of the design
 * @param data digest of the sums that were read out
 * @param until the day of the question
 * @param counts what was assigned, exposed and left out
 * @param trust whether the data may be believed
 * @param effects of the metrics, primaries first
 * @param looks taken at the declared dates
 * @param daysToGo of a plan with one look that goes on: about how long until its guardrails can be told
 * @param verdict by the rule of the design
 */
public record ExperimentReadout(
        String experiment,
        String digest,
        String data,
        Optional<LocalDate> until,
        ExperimentUnits.Counts counts,
        List<TrustCheck> trust,
        List<Effect> effects,
        Looks looks,
        Optional<Integer> daysToGo,
        Verdict verdict) {
    /** Copies. */
    public ExperimentReadout {
        trust = List.copyOf(trust);
        effects = List.copyOf(effects);
    }

    /**
     * One metric of one arm against the control.
     *
     * @param metric name and number
     * @param role what it is there for
     * @param arm the arm
     * @param control the metric in the control
     * @param value the metric in the arm
     * @param effect in the metric's unit
     * @param lift relative to the control
     * @param guardrail of a guardrail, how it stands
     * @param bound of a plan with several looks, the standard errors that the effect had to pass; absent where there is
     *     none
     */
    public record Effect(
            String metric,
            MetricRole role,
            String arm,
            Figure control,
            Figure value,
            Figure effect,
            Figure lift,
            Optional<String> guardrail,
            Optional<Double> bound) {
        /** Without a bound of its own. */
        public Effect(
                String metric,
                MetricRole role,
                String arm,
                Figure control,
                Figure value,
                Figure effect,
                Figure lift,
                Optional<String> guardrail) {
            this(metric, role, arm, control, value, effect, lift, guardrail, Optional.empty());
        }
    }

    /** Of a result. */
    public static ExperimentReadout of(ExperimentResult result, Looks looks) {
        return new ExperimentReadout(
                result.design(),
                result.digest(),
                result.data(),
                result.until(),
                result.counts(),
                result.trust(),
                result.comparisons().stream()
                        .map(one -> new Effect(
                                one.metric().toString(),
                                one.role(),
                                one.arm(),
                                one.valueControl(),
                                one.valueArm(),
                                one.effect(),
                                one.lift(),
                                one.guardrail().map(guard -> guard.standing().name()),
                                Optional.ofNullable(result.sequential().get(ExperimentResult.key(one)))
                                        .map(Sequential::bound)
                                        .filter(Double::isFinite)))
                        .toList(),
                looks,
                result.daysToGo(),
                result.verdict());
    }
}
