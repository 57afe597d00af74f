/** Monotone maps from scores to probabilities. */
@NullMarked
package io.volute.statistics.calibration;

import org.jspecify.annotations.NullMarked;
