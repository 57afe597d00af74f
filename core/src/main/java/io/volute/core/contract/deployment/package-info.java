/** Blessings, releases and the exposures they leave. */
@NullMarked
package io.volute.core.contract.deployment;

import org.jspecify.annotations.NullMarked;
