/** New values held against earlier ones of their kind. */
@NullMarked
package io.volute.statistics.history;

import org.jspecify.annotations.NullMarked;
