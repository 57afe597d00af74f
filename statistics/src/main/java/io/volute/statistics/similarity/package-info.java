/** Likeness of texts, and what belongs together because of it. */
@NullMarked
package io.volute.statistics.similarity;

import org.jspecify.annotations.NullMarked;
