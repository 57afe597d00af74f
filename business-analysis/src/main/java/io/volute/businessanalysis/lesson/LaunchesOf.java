package io.volute.businessanalysis.lesson;

import java.util.Optional;

/**
 * A log of launches that is learned from.
 *
 * @param log its name in data-engineering.logs
 * @param metrics what its effects are effects on, where it is not what the scope names
 */
public record LaunchesOf(String log, Optional<LaunchMetrics> metrics) {}
