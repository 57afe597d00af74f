/** Immutable bytes named by digest, their codecs and the content-addressed store. */
@NullMarked
package io.volute.core.artifact;

import org.jspecify.annotations.NullMarked;
