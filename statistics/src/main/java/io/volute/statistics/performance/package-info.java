/** What a model's performance probably is while labels are missing, from calibrated probabilities. */
@NullMarked
package io.volute.statistics.performance;

import org.jspecify.annotations.NullMarked;
