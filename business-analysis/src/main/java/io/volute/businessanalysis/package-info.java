/**
 * The last stage: did the model move the business metric, what did it cost and earn by now, what should the owner decide,
 * and what does the next turn of the loop start from.
 */
@NullMarked
package io.volute.businessanalysis;

import org.jspecify.annotations.NullMarked;
