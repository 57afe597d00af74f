package io.volute.monitoring.estimate;

import io.volute.core.contract.deployment.Exposures;
import io.volute.core.table.Column;
import io.volute.core.table.Table;

/** The rows of a slot that a model scored, with what both policies would do. Immutable. */
public final class ScoredDecisions {
    private final int rows;
    private final Column probability;
    private final Column modelAction;
    private final Column ruleAction;

    private ScoredDecisions(Table scored) {
        rows = scored.rows();
        probability = scored.column(Exposures.PROBABILITY);
        modelAction = scored.column(Exposures.MODEL_ACTION);
        ruleAction = scored.column(Exposures.RULE_ACTION);
    }

    static ScoredDecisions of(Exposures exposures) {
        Column scored = exposures.rows().column(Exposures.PROBABILITY);
        return new ScoredDecisions(exposures.rows().filter(row -> !scored.isMissing(row)));
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Whether it is known of each row what both policies would do; not of rows that were logged under a draft. */
    public boolean decided() {
        return modelAction.missing() == 0 && ruleAction.missing() == 0;
    }

    /** Probability of the event in a row. */
    public double probability(int row) {
        return probability.doubleAt(row);
    }

    /** Whether the model would act on a row. */
    public boolean modelActs(int row) {
        return modelAction.boolAt(row);
    }

    /** Whether today's rule would act on a row. */
    public boolean ruleActs(int row) {
        return ruleAction.boolAt(row);
    }
}
