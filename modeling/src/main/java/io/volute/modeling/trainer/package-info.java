/** Trainers by name, and the step that trains one candidate on each fold and on all mature rows. */
@NullMarked
package io.volute.modeling.trainer;

import org.jspecify.annotations.NullMarked;
