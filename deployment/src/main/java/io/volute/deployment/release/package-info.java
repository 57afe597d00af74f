/**
 * Releases: which policy decides which share of the units. A release is an ordinary artifact, a pure function of model,
 * shares, threshold and rule; each is its own experiment. What is refused changes nothing.
 */
@NullMarked
package io.volute.deployment.release;

import org.jspecify.annotations.NullMarked;
