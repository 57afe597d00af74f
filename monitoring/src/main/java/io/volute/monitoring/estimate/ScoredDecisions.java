package io.volute.monitoring.estimate;

import io.volute.core.contract.deployment.Exposures;
import io.volute.core.table.Column;
import io.volute.core.table.Table;

/**
 * Scored rows of a slot, with what both policies would do.
 *
 * @param probability of the event, by row
 * @param modelActs by row
 * @param ruleActs by row
 */
public record ScoredDecisions(double[] probability, boolean[] modelActs, boolean[] ruleActs) {
    /** The rows of a slot's log that a model scored. */
    static ScoredDecisions of(Exposures exposures) {
        Column scored = exposures.rows().column(Exposures.PROBABILITY);
        Table rows = exposures.rows().filter(row -> !scored.isMissing(row));
        int n = rows.rows();
        double[] probability = new double[n];
        boolean[] modelActs = new boolean[n];
        boolean[] ruleActs = new boolean[n];
        for (int row = 0; row < n; row++) {
            probability[row] = rows.column(Exposures.PROBABILITY).doubleAt(row);
            modelActs[row] = rows.column(Exposures.MODEL_ACTION).boolAt(row);
            ruleActs[row] = rows.column(Exposures.RULE_ACTION).boolAt(row);
        }
        return new ScoredDecisions(probability, modelActs, ruleActs);
    }

    /** Number of rows. */
    public int rows() {
        return probability.length;
    }
}
