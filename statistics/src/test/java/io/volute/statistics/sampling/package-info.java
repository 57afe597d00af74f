@NullMarked
package io.volute.statistics.sampling;

import org.jspecify.annotations.NullMarked;
