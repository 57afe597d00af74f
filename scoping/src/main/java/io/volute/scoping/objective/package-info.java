/** What the owner wrote, checked for gaps and handed to the other stages in narrow pieces. */
@NullMarked
package io.volute.scoping.objective;

import org.jspecify.annotations.NullMarked;
