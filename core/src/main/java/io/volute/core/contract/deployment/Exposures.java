package io.volute.core.contract.deployment;

import io.volute.core.table.Table;

/**
 * The decisions of one slot, sorted by {@code row_id}: {@code row_id} TEXT, {@code unit} TEXT (what was assigned: the
 * row's group), {@code at} INSTANT, {@code release} TEXT, {@code arm} TEXT ({@code rule}, {@code model}),
 * {@code model} TEXT (digest; missing when the release has none), {@code probability} DOUBLE (missing likewise),
 * {@code rule_action} BOOL (missing when no rule is declared), {@code model_action} BOOL (what each policy would do;
 * missing likewise, and when no costs say where to act), {@code action} BOOL (what was done), {@code propensity} DOUBLE
 * (probability of the arm).
 *
 * @param rows the table
 */
public record Exposures(Table rows) {
    /** Name of the identity column. */
    public static final String ROW_ID = "row_id";
    /** Name of the column of assigned units. */
    public static final String UNIT = "unit";
    /** Name of the decision time column. */
    public static final String AT = "at";
    /** Name of the column of release ids. */
    public static final String RELEASE = "release";
    /** Name of the column of arm names. */
    public static final String ARM = "arm";
    /** Name of the column of model digests. */
    public static final String MODEL = "model";
    /** Name of the column of probabilities. */
    public static final String PROBABILITY = "probability";
    /** Name of the column of what the rule would do. */
    public static final String RULE_ACTION = "rule_action";
    /** Name of the column of what the model would do. */
    public static final String MODEL_ACTION = "model_action";
    /** Name of the column of what was done. */
    public static final String ACTION = "action";
    /** Name of the column of the arm's probability. */
    public static final String PROPENSITY = "propensity";
}
