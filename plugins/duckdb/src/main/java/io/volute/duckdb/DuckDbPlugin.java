package io.volute.duckdb;

import com.google.inject.Module;
import io.volute.core.plugin.Plugin;

/** Brings the table engine. */
public final class DuckDbPlugin implements Plugin {
    /** For {@code ServiceLoader}. */
    public DuckDbPlugin() {}

    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public String description() {
        return "tables as Parquet files (DuckDB, in process)";
    }

    @Override
    public Module module() {
        return new DuckDbModule();
    }
}
