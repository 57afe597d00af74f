/**
 * Deployment: decides whether a model may act ({@code gate}), which policy decides which share of the units
 * ({@code release}), and scores and logs each decision ({@code scoring}). {@link io.volute.deployment.DeploymentModule}
 * is the table of contents.
 */
@NullMarked
package io.volute.deployment;

import org.jspecify.annotations.NullMarked;
