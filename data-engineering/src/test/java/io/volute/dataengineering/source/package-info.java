/** Tests of this package. */
@NullMarked
package io.volute.dataengineering.source;

import org.jspecify.annotations.NullMarked;
