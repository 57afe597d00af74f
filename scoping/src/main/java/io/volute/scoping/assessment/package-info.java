/** Whether to start: every question is a number computed on the data of this pass, and unknown is never a pass. */
@NullMarked
package io.volute.scoping.assessment;

import org.jspecify.annotations.NullMarked;
