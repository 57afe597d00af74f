/** How good probabilities are row by row: log loss, Brier score and its parts, calibration error. */
@NullMarked
package io.volute.statistics.score;

import org.jspecify.annotations.NullMarked;
