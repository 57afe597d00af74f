/** Tests of judging. */
@NullMarked
package io.volute.modeling.evaluation;

import org.jspecify.annotations.NullMarked;
