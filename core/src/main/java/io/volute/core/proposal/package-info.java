/**
 * What a turn of the loop proposes to change in the spec, and who decided about it: the way back from business analysis and
 * monitoring to scoping. Decisions are appended and never changed.
 */
@NullMarked
package io.volute.core.proposal;

import org.jspecify.annotations.NullMarked;
