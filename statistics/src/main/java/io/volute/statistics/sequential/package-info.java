/** Looks at an experiment while it runs, with bounds that keep the chance of a false claim over all of them. */
@NullMarked
package io.volute.statistics.sequential;

import org.jspecify.annotations.NullMarked;
