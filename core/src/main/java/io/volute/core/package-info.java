/** The contracts, engine and persistence that every stage stands on; knows none of the stages. */
@NullMarked
package io.volute.core;

import org.jspecify.annotations.NullMarked;
