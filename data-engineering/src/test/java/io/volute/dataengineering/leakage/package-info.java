/** Tests of this package. */
@NullMarked
package io.volute.dataengineering.leakage;

import org.jspecify.annotations.NullMarked;
