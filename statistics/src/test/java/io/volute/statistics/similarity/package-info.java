@NullMarked
package io.volute.statistics.similarity;

import org.jspecify.annotations.NullMarked;
