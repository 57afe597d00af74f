package io.volute.duckdb;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import io.volute.core.table.ColumnarReader;
import io.volute.core.table.TableEngine;

/** Binds the table engine and the reader of columnar files. */
public final class DuckDbModule extends AbstractModule {
    /** The module. */
    public DuckDbModule() {}

    @Override
    protected void configure() {
        bind(TableEngine.class).to(DuckDbTableEngine.class).in(Singleton.class);
        bind(DuckDbTableEngine.class).in(Singleton.class);
        bind(ChildColumnarReader.class).in(Singleton.class);
        bind(ColumnarReader.class).to(ChildColumnarReader.class).in(Singleton.class);
    }
}
