/**
 * The state of a column: counts, moments, distinct values and quantiles that are collected row by row, in chunks that
 * merge, and give the same answer whatever the chunks were.
 */
@NullMarked
package io.volute.statistics.column;

import org.jspecify.annotations.NullMarked;
