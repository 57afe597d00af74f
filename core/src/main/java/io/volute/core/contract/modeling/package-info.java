/** Model packages, the runtime that scores them, and how the candidates were judged. */
@NullMarked
package io.volute.core.contract.modeling;

import org.jspecify.annotations.NullMarked;
