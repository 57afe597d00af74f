/** What ran and what came of it, run by run. Reads only. */
@NullMarked
package io.volute.core.journal;

import org.jspecify.annotations.NullMarked;
