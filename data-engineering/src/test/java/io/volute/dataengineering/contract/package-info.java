/** Tests of this package. */
@NullMarked
package io.volute.dataengineering.contract;

import org.jspecify.annotations.NullMarked;
