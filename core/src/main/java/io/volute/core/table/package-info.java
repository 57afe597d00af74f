/** Columnar tables, the expressions over them and the engine that stores them. */
@NullMarked
package io.volute.core.table;

import org.jspecify.annotations.NullMarked;
