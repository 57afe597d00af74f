package io.volute.core.error;

import java.util.Optional;

/**
 * One thing that is wrong in a text that somebody wrote, with its place.
 *
 * @param file name of the file as the user gave it
 * @param line 1-based line, 0 when the problem belongs to the whole file
 * @param column 1-based column, 0 when unknown
 * @param path key path such as {@code modeling.candidates.boosting.trees}, empty for the whole file
 * @param code stable error code
 * @param message what is wrong and what was expected, without the place
 * @param suggestion the nearest known name, or another way out
 */
public record Problem(
        String file, int line, int column, String path, String code, String message, Optional<String> suggestion) {}
