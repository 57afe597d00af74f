/** Seeded resampling of independent units, for figures that have no formula for their error. */
@NullMarked
package io.volute.statistics.bootstrap;

import org.jspecify.annotations.NullMarked;
