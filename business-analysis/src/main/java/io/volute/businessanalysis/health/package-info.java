/** What the logged events say about the metrics of the scope before an experiment; scoping judges it. */
@NullMarked
package io.volute.businessanalysis.health;

import org.jspecify.annotations.NullMarked;
