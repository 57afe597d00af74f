/** Tests of transforms and of the step that fits them. */
@NullMarked
package io.volute.modeling.feature;

import org.jspecify.annotations.NullMarked;
