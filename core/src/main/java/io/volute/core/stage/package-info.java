/** Steps as functions of records, and all that a stage's module may add. */
@NullMarked
package io.volute.core.stage;

import org.jspecify.annotations.NullMarked;
