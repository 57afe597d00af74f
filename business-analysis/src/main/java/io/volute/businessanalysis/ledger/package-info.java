/**
 * Money only: what was spent and what the model's own decisions saved, booked in double entry, with the path of the net
 * value and when it pays back.
 */
@NullMarked
package io.volute.businessanalysis.ledger;

import org.jspecify.annotations.NullMarked;
