/** Tests of this package. */
@NullMarked
package io.volute.dataengineering.split;

import org.jspecify.annotations.NullMarked;
