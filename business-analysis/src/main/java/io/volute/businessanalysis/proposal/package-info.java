/** The way back: what a turn of the loop found that the scope should change, for the owner to accept or reject. */
@NullMarked
package io.volute.businessanalysis.proposal;

import org.jspecify.annotations.NullMarked;
