/**
 * Performance without truth: what the decisions of a slot should cost if the model's probabilities are right. Says what it
 * assumes; late truth tells whether that held.
 */
@NullMarked
package io.volute.monitoring.estimate;

import org.jspecify.annotations.NullMarked;
