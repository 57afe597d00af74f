/** Connections, migrations and typed rows: everything that knows PostgreSQL as such. */
@NullMarked
package io.volute.core.database;

import org.jspecify.annotations.NullMarked;
