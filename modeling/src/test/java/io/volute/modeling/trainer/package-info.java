/** Tests of trainers. */
@NullMarked
package io.volute.modeling.trainer;

import org.jspecify.annotations.NullMarked;
