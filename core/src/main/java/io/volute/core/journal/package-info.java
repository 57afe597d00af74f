/** What was run, what came of it, and what was made of what: the questions asked of the journal. Reads only. */
@NullMarked
package io.volute.core.journal;

import org.jspecify.annotations.NullMarked;
