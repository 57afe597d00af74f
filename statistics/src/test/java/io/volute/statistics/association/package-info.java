@NullMarked
package io.volute.statistics.association;

import org.jspecify.annotations.NullMarked;
