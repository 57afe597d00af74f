/** What data engineering hands on: rows as known at decision time, late truth, folds, findings about the data. */
@NullMarked
package io.volute.core.contract.dataengineering;

import org.jspecify.annotations.NullMarked;
