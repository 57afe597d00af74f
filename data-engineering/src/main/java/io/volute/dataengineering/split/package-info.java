/** Splits: which rows train, which judge. */
@NullMarked
package io.volute.dataengineering.split;

import org.jspecify.annotations.NullMarked;
