package io.volute.core.contract.scoping;

import java.util.List;
import java.util.Optional;

/**
 * An objective whose metric is computed from logged events, and that is judged by experiments on them.
 *
 * @param metric its name and number, {@code cancellation-rate@3}
 * @param direction {@code up} or {@code down}
 * @param baseline its value before the start, as declared; absent: as computed
 * @param guardrails metrics that may not get worse
 * @param value what one unit is worth; absent: no money is reckoned
 */
public record MeasuredObjective(
        String metric,
        String direction,
        Optional<Double> baseline,
        List<MetricGuardrail> guardrails,
        Optional<UnitValue> value) {
    /** Copies. */
    public MeasuredObjective {
        guardrails = List.copyOf(guardrails);
    }

    /**
     * A metric that may not get worse.
     *
     * @param metric its name and number
     * @param margin largest tolerated relative change for the worse, {@code .02}
     */
    public record MetricGuardrail(String metric, double margin) {}
}
