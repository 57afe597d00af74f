/** What the next pass reads: the insight. */
@NullMarked
package io.volute.core.contract.businessanalysis;

import org.jspecify.annotations.NullMarked;
