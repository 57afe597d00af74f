/** Business metrics: what is counted in logs of events, and how it becomes a number for each unit. */
@NullMarked
package io.volute.businessanalysis.metric;

import org.jspecify.annotations.NullMarked;
