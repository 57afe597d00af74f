/**
 * Pure functions of statistics: intervals, tests, power, ranking metrics, policy costs and seeded simulation. Nothing
 * here knows a database, a clock or another module; the same numbers in give the same bits out. The result is a
 * {@link io.volute.statistics.Figure}: an estimate that never stands without its interval, or a refusal that says why.
 */
@NullMarked
package io.volute.statistics;

import org.jspecify.annotations.NullMarked;
