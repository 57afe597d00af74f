/** Performance with truth, as far as labels exist by now; fewer than enough of them give a refusal, never a guess. */
@NullMarked
package io.volute.monitoring.performance;

import org.jspecify.annotations.NullMarked;
