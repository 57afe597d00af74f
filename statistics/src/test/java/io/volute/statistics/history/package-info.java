@NullMarked
package io.volute.statistics.history;

import org.jspecify.annotations.NullMarked;
