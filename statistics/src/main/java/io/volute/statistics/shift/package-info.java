/** How far two binned samples are apart, with names that carry base and root. */
@NullMarked
package io.volute.statistics.shift;

import org.jspecify.annotations.NullMarked;
