/** Tests of models and packages. */
@NullMarked
package io.volute.modeling.model;

import org.jspecify.annotations.NullMarked;
