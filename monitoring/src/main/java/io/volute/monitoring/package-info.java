/**
 * Monitoring: without truth, whether inputs look as in earlier years ({@code drift}) and what the decisions should cost
 * if the model is right ({@code estimate}); with truth, what they did cost ({@code performance}); both side by side
 * ({@code finding}). {@link io.volute.monitoring.MonitoringModule} is the table of contents.
 */
@NullMarked
package io.volute.monitoring;

import org.jspecify.annotations.NullMarked;
