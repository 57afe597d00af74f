package io.volute.core.contract.scoping;

import java.time.Period;
import java.util.List;
import java.util.Optional;

/**
 * The business objective.
 *
 * @param name for example {@code cheaper-strikes}
 * @param owner who answers for the business metric
 * @param metric business metric, for example {@code handling cost per strike}
 * @param unit what the metric is per, singular: {@code strike}
 * @param event what the model predicts, as a noun: {@code damage}
 * @param action what is decided, as a verb: {@code inspect}
 * @param targetRelative wanted relative change against the baseline, negative when the metric should fall
 * @param horizon time in which the target should be reached
 * @param guardrails what may not get worse
 * @param measured what else is said where the metric is computed from logged events; then no row is decided, and there are
 *     neither costs nor a baseline rule
 */
public record Objective(
        String name,
        String owner,
        String metric,
        String unit,
        String event,
        String action,
        double targetRelative,
        Period horizon,
        List<Guardrail> guardrails,
        Optional<MeasuredObjective> measured) {
    private static final double DAYS_A_MONTH = 365.25 / 12;

    /** Copies. */
    public Objective {
        guardrails = List.copyOf(guardrails);
    }

    /** Of decisions about an event. */
    public Objective(
            String name,
            String owner,
            String metric,
            String unit,
            String event,
            String action,
            double targetRelative,
            Period horizon,
            List<Guardrail> guardrails) {
        this(name, owner, metric, unit, event, action, targetRelative, horizon, guardrails, Optional.empty());
    }

    /** Months of the horizon, at least 1; of a horizon in days or weeks as many whole ones as come next to it. */
    public int months() {
        return (int) Math.max(
                1, Math.round(12.0 * horizon.getYears() + horizon.getMonths() + horizon.getDays() / DAYS_A_MONTH));
    }

    /**
     * Something that may not get worse: the share of positive rows satisfying {@code where} on which the action is not
     * taken.
     *
     * @param name for example {@code substantial-damage-missed}
     * @param where expression over the columns of the truth; it selects the rows that count
     * @param maxRise largest tolerated rise of the share, absolute
     */
    public record Guardrail(String name, String where, double maxRise) {}
}
