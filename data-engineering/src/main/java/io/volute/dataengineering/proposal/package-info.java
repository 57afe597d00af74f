/** Proposals: what a table nobody described looks like, as a start for its spec. */
@NullMarked
package io.volute.dataengineering.proposal;

import org.jspecify.annotations.NullMarked;
