/** What monitoring found, per slot. */
@NullMarked
package io.volute.core.contract.monitoring;

import org.jspecify.annotations.NullMarked;
