/** What a jar brings from outside. */
@NullMarked
package io.volute.core.plugin;

import org.jspecify.annotations.NullMarked;
