/** Examples joined with the labels that exist by now, and which of them train and judge each fold. */
@NullMarked
package io.volute.modeling.rows;

import org.jspecify.annotations.NullMarked;
