/** Tests of hypotheses: same distribution, sample ratio, many tests at once, and margins that must not be passed. */
@NullMarked
package io.volute.statistics.test;

import org.jspecify.annotations.NullMarked;
