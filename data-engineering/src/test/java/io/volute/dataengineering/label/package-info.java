/** Tests of this package. */
@NullMarked
package io.volute.dataengineering.label;

import org.jspecify.annotations.NullMarked;
