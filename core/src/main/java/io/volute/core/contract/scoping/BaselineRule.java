package io.volute.core.contract.scoping;

/**
 * Today's rule.
 *
 * @param name for the reader, for example {@code inspect unless the animal was small}
 * @param actWhen expression over the columns known at decision time
 */
public record BaselineRule(String name, String actWhen) {}
