/** Paths of cumulative net value: the fan of what may come, and when it pays back. */
@NullMarked
package io.volute.statistics.ledger;

import org.jspecify.annotations.NullMarked;
