/** Times until something happens, when some are still waiting. */
@NullMarked
package io.volute.statistics.survival;

import org.jspecify.annotations.NullMarked;
