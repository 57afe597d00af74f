/** Floating point numbers in text without loss, the same text on every Java version. */
@NullMarked
package io.volute.modeling.exact;

import org.jspecify.annotations.NullMarked;
