/** Tests of folds. */
@NullMarked
package io.volute.modeling.rows;

import org.jspecify.annotations.NullMarked;
