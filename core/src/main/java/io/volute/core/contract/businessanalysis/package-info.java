/** What scoping reads: the insight of the turn before, and how the metrics of its objective fare. */
@NullMarked
package io.volute.core.contract.businessanalysis;

import org.jspecify.annotations.NullMarked;
