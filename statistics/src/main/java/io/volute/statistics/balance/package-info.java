/** Whether two groups of rows are alike in what was known before: the imbalance table of an experiment or a survey. */
@NullMarked
package io.volute.statistics.balance;

import org.jspecify.annotations.NullMarked;
