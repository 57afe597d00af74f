/** From logged decisions and late truth to effects: totals by unit for each slot, then one readout over all of them. */
@NullMarked
package io.volute.businessanalysis.effect;

import org.jspecify.annotations.NullMarked;
