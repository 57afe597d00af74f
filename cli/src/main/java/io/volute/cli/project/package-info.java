/** From the options of a verb to an open project: spec, database, store, and the modules that work on them. */
@NullMarked
package io.volute.cli.project;

import org.jspecify.annotations.NullMarked;
