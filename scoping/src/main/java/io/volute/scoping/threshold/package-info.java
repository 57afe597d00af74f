/** The limits from which an answer is a failure or a warning: what they are, what the spec may change, and what it changed. */
@NullMarked
package io.volute.scoping.threshold;

import org.jspecify.annotations.NullMarked;
