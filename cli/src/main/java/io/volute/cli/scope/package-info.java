/** {@code volute scope}: what is wanted and why, version by version, and what is decided about proposals. */
@NullMarked
package io.volute.cli.scope;

import org.jspecify.annotations.NullMarked;
