/** Effects without an experiment, from what was before: difference in differences, and interrupted series. */
@NullMarked
package io.volute.statistics.series;

import org.jspecify.annotations.NullMarked;
