/** Tests of the stage as a whole. */
@NullMarked
package io.volute.modeling;

import org.jspecify.annotations.NullMarked;
