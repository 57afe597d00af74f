/**
 * Point-in-time joins: what another source's records had told of an entity when a decision on it was taken, and nothing
 * that came later.
 */
@NullMarked
package io.volute.dataengineering.join;

import org.jspecify.annotations.NullMarked;
