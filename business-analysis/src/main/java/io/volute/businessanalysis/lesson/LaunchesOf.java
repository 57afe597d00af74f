package io.volute.businessanalysis.lesson;

/**
 * A log of launches that is learned from.
 *
 * @param log its name in data-engineering.logs
 */
public record LaunchesOf(String log) {}
