/**
 * Drift: do the inputs of a slot differ from the same season of earlier years by more than those years differ among
 * themselves? One look tests all columns under one alarm budget; silence is never called stable.
 */
@NullMarked
package io.volute.monitoring.drift;

import org.jspecify.annotations.NullMarked;
