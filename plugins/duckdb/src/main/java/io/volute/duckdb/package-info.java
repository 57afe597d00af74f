/**
 * Tables as Parquet files by DuckDB: one locked-down scratch engine in memory, which sees nothing but a private folder
 * of its own. It keeps no state; PostgreSQL does.
 */
@NullMarked
package io.volute.duckdb;

import org.jspecify.annotations.NullMarked;
