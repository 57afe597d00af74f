/** The step that judges the candidates in money or by loss, chooses the simplest good one and lets it challenge the champion. */
@NullMarked
package io.volute.modeling.evaluation;

import org.jspecify.annotations.NullMarked;
