/** How each pass's challenger did against the champion of its day: the memory of the loop. */
@NullMarked
package io.volute.businessanalysis.challenge;

import org.jspecify.annotations.NullMarked;
