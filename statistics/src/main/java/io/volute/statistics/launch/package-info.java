/**
 * What past launches teach: how an effect on a model's metric goes with the effect on the business, freed of the noise
 * that both estimates share; what the next effect is likely to be; what shipped effects really sum up to.
 */
@NullMarked
package io.volute.statistics.launch;

import org.jspecify.annotations.NullMarked;
