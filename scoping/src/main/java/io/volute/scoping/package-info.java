/**
 * The first stage: the business objective with its costs, guardrails and plan of judgement, and whether the data at hand
 * say that it is worth starting.
 */
@NullMarked
package io.volute.scoping;

import org.jspecify.annotations.NullMarked;
