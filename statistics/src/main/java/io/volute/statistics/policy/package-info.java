/** Policies compared on rows whose cost is known for every action, so that no experiment is needed. */
@NullMarked
package io.volute.statistics.policy;

import org.jspecify.annotations.NullMarked;
