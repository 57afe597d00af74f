/** What a decision, a model that does not exist yet, or one more look is worth in money. */
@NullMarked
package io.volute.statistics.value;

import org.jspecify.annotations.NullMarked;
