/** Checks: rules over rows or over all of them, what breaks them set aside by name, and the verdict. */
@NullMarked
package io.volute.dataengineering.check;

import org.jspecify.annotations.NullMarked;
