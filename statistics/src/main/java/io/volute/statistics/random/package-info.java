/**
 * Seeded randomness as a function of row and seed: it depends on no order, thread, engine or platform, so a sample, a
 * split or a simulation gives the same bits wherever it is drawn.
 */
@NullMarked
package io.volute.statistics.random;

import org.jspecify.annotations.NullMarked;
