/** Tests of this package. */
@NullMarked
package io.volute.dataengineering.join;

import org.jspecify.annotations.NullMarked;
