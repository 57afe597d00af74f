/**
 * Sums that merge: count, mean and squared deviations of one or two variables, kept in a form that does not cancel and
 * can be added over disjoint units in any grouping.
 */
@NullMarked
package io.volute.statistics.moments;

import org.jspecify.annotations.NullMarked;
