/** Findings: drift, estimated and real performance of all slots side by side, and whether the estimates can be trusted. */
@NullMarked
package io.volute.monitoring.finding;

import org.jspecify.annotations.NullMarked;
