/** Transforms fitted on training rows only and applied by the same code to one row or to many. */
@NullMarked
package io.volute.modeling.feature;

import org.jspecify.annotations.NullMarked;
