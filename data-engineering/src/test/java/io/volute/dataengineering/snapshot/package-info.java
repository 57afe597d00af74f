/** Tests of this package. */
@NullMarked
package io.volute.dataengineering.snapshot;

import org.jspecify.annotations.NullMarked;
