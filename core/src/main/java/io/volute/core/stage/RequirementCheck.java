package io.volute.core.stage;

/**
 * Something that a stage can check for the requirement sheet.
 *
 * @param name for example {@code latency}
 * @param stage who checks
 * @param measure what is measured
 * @param unit its unit
 */
public record RequirementCheck(String name, String stage, String measure, String unit) {}
