/** Tests of this package. */
@NullMarked
package io.volute.dataengineering.profile;

import org.jspecify.annotations.NullMarked;
