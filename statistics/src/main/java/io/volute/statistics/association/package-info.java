/** How strongly two columns go together, whatever their kinds; none of it says which one causes the other. */
@NullMarked
package io.volute.statistics.association;

import org.jspecify.annotations.NullMarked;
