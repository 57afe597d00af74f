/** Tests of data engineering. */
@NullMarked
package io.volute.dataengineering;

import org.jspecify.annotations.NullMarked;
