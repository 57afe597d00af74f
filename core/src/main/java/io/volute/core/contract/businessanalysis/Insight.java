package io.volute.core.contract.businessanalysis;

import io.volute.statistics.Figure;
import java.util.List;
import java.util.Optional;

/**
 * What a turn of the loop taught; read by the next pass's scoping.
 *
 * @param decision KEEP, IMPROVE or STOP
 * @param headline one sentence for the owner
 * @param cause kebab-case cause, for example {@code missed-damage-rose}
 * @param jumpBackTo stage that the cause points to
 * @param evidence ids of figures
 * @param effects of an objective that is a metric over events: what each experiment found for it; absent where none ran
 */
public record Insight(
        String decision,
        String headline,
        String cause,
        String jumpBackTo,
        List<String> evidence,
        Optional<List<ArmEffect>> effects) {
    /** Copies. */
    public Insight {
        evidence = List.copyOf(evidence);
        effects = effects.map(List::copyOf);
    }

    /** Without an experiment. */
    public Insight(String decision, String headline, String cause, String jumpBackTo, List<String> evidence) {
        this(decision, headline, cause, jumpBackTo, evidence, Optional.empty());
    }

    /**
     * What an experiment found for one arm against the control, which does what is done without a model.
     *
     * @param experiment its name
     * @param arm its name
     * @param metric name and number
     * @param effect arm minus control, in the metric's unit, 95 %
     * @param verdict of the experiment
     */
    public record ArmEffect(String experiment, String arm, String metric, Figure effect, String verdict) {}
}
