/** Tests of this package. */
@NullMarked
package io.volute.dataengineering.proposal;

import org.jspecify.annotations.NullMarked;
