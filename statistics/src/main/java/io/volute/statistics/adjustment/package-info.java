/**
 * Effects with less noise: what was known of a unit before the experiment is subtracted from what was measured in it. The
 * effect stays the same, its error shrinks by what the past explains.
 */
@NullMarked
package io.volute.statistics.adjustment;

import org.jspecify.annotations.NullMarked;
