/** What a run tells while it goes on. */
@NullMarked
package io.volute.core.event;

import org.jspecify.annotations.NullMarked;
