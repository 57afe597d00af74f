/** A plugin that intervenes at a moment of a run: kills the process, kills its database server, or holds it there. */
@NullMarked
package io.volute.cli.endtoend.intervention;

import org.jspecify.annotations.NullMarked;
