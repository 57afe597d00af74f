/** Tests of this package. */
@NullMarked
package io.volute.dataengineering.check;

import org.jspecify.annotations.NullMarked;
