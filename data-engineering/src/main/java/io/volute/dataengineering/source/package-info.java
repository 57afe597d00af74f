/** Sources: where rows come from. Each reads strictly what was declared and guesses nothing. */
@NullMarked
package io.volute.dataengineering.source;

import org.jspecify.annotations.NullMarked;
