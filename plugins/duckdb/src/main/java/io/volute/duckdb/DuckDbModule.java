package io.volute.duckdb;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import io.volute.core.contract.metric.EventTotals;
import io.volute.core.table.ColumnarReader;
import io.volute.core.table.TableEngine;

/** Binds the table engine, the reader of columnar files and the adder of events. */
public final class DuckDbModule extends AbstractModule {
    /** The module. */
    public DuckDbModule() {}

    @Override
    protected void configure() {
        bind(TableEngine.class).to(DuckDbTableEngine.class).in(Singleton.class);
        bind(DuckDbTableEngine.class).in(Singleton.class);
        bind(EventTotals.class).to(DuckDbEventTotals.class).in(Singleton.class);
        bind(ChildColumnarReader.class).in(Singleton.class);
        bind(ColumnarReader.class).to(ChildColumnarReader.class).in(Singleton.class);
    }
}
