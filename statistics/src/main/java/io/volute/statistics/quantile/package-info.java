/** Effects on quantiles: what a treatment does to the median unit or to the slowest one in a hundred. */
@NullMarked
package io.volute.statistics.quantile;

import org.jspecify.annotations.NullMarked;
