/** Logs beside the decisions: assignments of experiments, and events of units. */
@NullMarked
package io.volute.dataengineering.log;

import org.jspecify.annotations.NullMarked;
