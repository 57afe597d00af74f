/** Why a metric moved: which factor of a product, which segment of a ratio. Parts always sum to the change. */
@NullMarked
package io.volute.statistics.decomposition;

import org.jspecify.annotations.NullMarked;
