/**
 * What running the loop takes, in quantities that are the same on every machine and at every time: rows scored, rows that
 * trained, bytes kept, labels. Seconds are none of them: a step that read them would never come to rest.
 */
@NullMarked
package io.volute.businessanalysis.usage;

import org.jspecify.annotations.NullMarked;
