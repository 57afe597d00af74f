package io.volute.core.contract.deployment;

import io.volute.core.table.Table;

/**
 * The decisions of one slot, sorted by {@code row_id}: {@code row_id} TEXT, {@code unit} TEXT (what was assigned: the
 * row's group), {@code at} INSTANT, {@code release} TEXT, {@code arm} TEXT ({@code rule}, {@code model}),
 * {@code model} TEXT (digest; missing when the release has none), {@code probability} DOUBLE (missing likewise),
 * {@code rule_action} BOOL, {@code model_action} BOOL (what each policy would do; missing likewise), {@code action} BOOL
 * (what was done), {@code propensity} DOUBLE (probability of the arm).
 *
 * @param rows the table
 */
public record Exposures(Table rows) {}
