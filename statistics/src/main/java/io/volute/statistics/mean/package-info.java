/**
 * Means and their differences: one sample, pairs, clusters, two arms, and relative lift. Differences are treatment minus
 * control; intervals are two-sided 95 % unless a level is given.
 */
@NullMarked
package io.volute.statistics.mean;

import org.jspecify.annotations.NullMarked;
