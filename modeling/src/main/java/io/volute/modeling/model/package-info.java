/** Fitted models as plain data, the package that carries one with its features, and the runtime that scores it. */
@NullMarked
package io.volute.modeling.model;

import org.jspecify.annotations.NullMarked;
