package io.volute.core.contract.scoping;

/**
 * How the release will be judged, fixed before it starts.
 *
 * @param deciding {@code PAIRED} when the cost of every action is known for every row, else {@code AB}
 * @param why one sentence
 * @param abMde smallest difference per unit that the A/B alone could find
 * @param needed difference per unit that the target asks for
 * @param modelShare share of units that the model decides
 * @param power for example .8
 * @param alpha two-sided, for example .05
 * @param unitsPlanned units expected within the horizon
 */
public record ExperimentPlan(
        String deciding,
        String why,
        double abMde,
        double needed,
        double modelShare,
        double power,
        double alpha,
        long unitsPlanned) {}
