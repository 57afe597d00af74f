/** What the next pass reads: the insight, what was learned by trying, and what the events say about the metrics. */
@NullMarked
package io.volute.core.contract.businessanalysis;

import org.jspecify.annotations.NullMarked;
