/** What is counted in event logs: tallies by unit, which an engine computes and every stage may ask for. */
@NullMarked
package io.volute.core.contract.metric;

import org.jspecify.annotations.NullMarked;
