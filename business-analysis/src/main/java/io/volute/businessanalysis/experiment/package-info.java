/** Experiments: a design that is fixed before the data, trust checks, effects with intervals, and the verdict by rule. */
@NullMarked
package io.volute.businessanalysis.experiment;

import org.jspecify.annotations.NullMarked;
