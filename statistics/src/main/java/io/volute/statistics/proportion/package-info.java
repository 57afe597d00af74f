/** Shares of rows and their differences between two arms or within pairs. */
@NullMarked
package io.volute.statistics.proportion;

import org.jspecify.annotations.NullMarked;
