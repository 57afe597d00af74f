/** Names for artifacts inside a project: entries with their versions, aliases with their moves. Reads only. */
@NullMarked
package io.volute.core.catalog;

import org.jspecify.annotations.NullMarked;
