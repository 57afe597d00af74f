/** What scoping reads: the insight of the turn before, what was learned by trying, and how the metrics of its objective fare. */
@NullMarked
package io.volute.core.contract.businessanalysis;

import org.jspecify.annotations.NullMarked;
