/** How far two people or systems agree on labels beyond chance. */
@NullMarked
package io.volute.statistics.agreement;

import org.jspecify.annotations.NullMarked;
