/**
 * Data engineering: an outside source becomes an immutable snapshot of typed rows by slot, checks set aside what breaks
 * the contract, labels appear when they exist, and the split says which rows train and which judge.
 */
@NullMarked
package io.volute.dataengineering;

import org.jspecify.annotations.NullMarked;
