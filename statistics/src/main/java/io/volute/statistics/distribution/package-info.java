/**
 * The distributions that the methods need, over Apache Commons Statistics, and the noncentral ones that it lacks, by
 * Gauss-Legendre quadrature.
 */
@NullMarked
package io.volute.statistics.distribution;

import org.jspecify.annotations.NullMarked;
