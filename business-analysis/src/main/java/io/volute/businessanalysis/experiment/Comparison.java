package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.MetricId;
import io.volute.core.text.Numbers;
import io.volute.statistics.Figure;
import io.volute.statistics.Tested;
import io.volute.statistics.bayes.Scale;
import io.volute.statistics.test.Margin;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One metric of one arm against the control.
 *
 * @param metric name and number
 * @param role what it is there for
 * @param arm the arm
 * @param unitsControl units of the control
 * @param unitsArm units of the arm
 * @param valueControl the metric in the control
 * @param valueArm the metric in the arm
 * @param effect arm minus control, in the metric's unit
 * @param lift relative to the control
 * @param error standard error of the effect; 0 where it is refused
 * @param test that the effect is 0
 * @param adjusted with the correction for how many were asked
 * @param guardrail of a guardrail, how it stands
 * @param reduction share of the variance that the covariate took away; 0 without one
 * @param notes what a reader must know
 */
public record Comparison(
        MetricId metric,
        MetricRole role,
        String arm,
        long unitsControl,
        long unitsArm,
        Figure valueControl,
        Figure valueArm,
        Figure effect,
        Figure lift,
        double error,
        Tested test,
        Optional<Adjusted> adjusted,
        Optional<Guard> guardrail,
        double reduction,
        List<String> notes) {
    /** Copies. */
    public Comparison {
        notes = List.copyOf(notes);
    }

    /**
     * With the correction for how many were asked.
     *
     * @param effect the effect with an interval that holds for all of them together
     * @param p the corrected chance
     * @param method of the correction
     */
    public record Adjusted(Figure effect, double p, String method) {}

    /**
     * How a guardrail stands.
     *
     * @param margin by how much it may get worse
     * @param scale whether the margin is a share of the control's mean, or in the metric's own unit
     * @param standing whether it holds
     */
    public record Guard(double margin, Scale scale, Margin.Standing standing) {
        /** The margin for people: {@code 2 %}, or {@code 0.1} in the metric's own unit. */
        public String said() {
            return scale == Scale.RELATIVE ? ResultWords.percent(margin) : Numbers.plain(margin);
        }

        /** The margin as a share of the control's mean; empty where there is none to share. */
        Optional<Double> share(Figure control) {
            return scale == Scale.RELATIVE
                    ? Optional.of(margin)
                    : control.found()
                            .map(found -> Math.abs(found.estimate()))
                            .filter(mean -> mean > 0)
                            .map(mean -> margin / mean);
        }
    }

    Comparison withNotes(List<String> more) {
        return with(adjusted, Stream.concat(notes.stream(), more.stream()).toList());
    }

    Comparison withAdjusted(Adjusted next) {
        return with(Optional.of(next), notes);
    }

    private Comparison with(Optional<Adjusted> nextAdjusted, List<String> nextNotes) {
        return new Comparison(
                metric,
                role,
                arm,
                unitsControl,
                unitsArm,
                valueControl,
                valueArm,
                effect,
                lift,
                error,
                test,
                nextAdjusted,
                guardrail,
                reduction,
                nextNotes);
    }
}
