/** The engine: plan, resolution, fingerprint, claim, commit, status and why. */
@NullMarked
package io.volute.core.run;

import org.jspecify.annotations.NullMarked;
