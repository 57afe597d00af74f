/** The stage that turns examples into judged models: features fitted on training rows only, candidates trained, compared in
 * money on rows none of them saw, and the champion packed so that it scores the same everywhere. */
@NullMarked
package io.volute.modeling;

import org.jspecify.annotations.NullMarked;
