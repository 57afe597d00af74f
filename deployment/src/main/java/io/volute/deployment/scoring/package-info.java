/**
 * Scoring: what each policy would do with each row, what was done, and with which probability. Batch scoring fills one
 * slot and is a fact from then on.
 */
@NullMarked
package io.volute.deployment.scoring;

import org.jspecify.annotations.NullMarked;
