@NullMarked
package io.volute.statistics.column;

import org.jspecify.annotations.NullMarked;
