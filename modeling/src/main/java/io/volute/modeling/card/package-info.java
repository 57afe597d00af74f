/** The model card: who the champion is, what it may be used for, and what was found out about it. */
@NullMarked
package io.volute.modeling.card;

import org.jspecify.annotations.NullMarked;
