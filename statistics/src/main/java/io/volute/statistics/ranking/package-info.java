/** How well scores order rows: area under the ROC curve, average precision, and paired comparisons of two scores. */
@NullMarked
package io.volute.statistics.ranking;

import org.jspecify.annotations.NullMarked;
