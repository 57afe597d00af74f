/** What a comparison can find before it starts: rows to effect and effect to rows. */
@NullMarked
package io.volute.statistics.power;

import org.jspecify.annotations.NullMarked;
