package io.volute.dataengineering;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.LoggedRows;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.stage.StageBinder;
import io.volute.core.table.TableCodec;
import io.volute.core.table.TableEngine;
import io.volute.dataengineering.check.Check;
import io.volute.dataengineering.check.CheckModule;
import io.volute.dataengineering.check.FileCheck;
import io.volute.dataengineering.check.Quarantine;
import io.volute.dataengineering.check.RunChecks;
import io.volute.dataengineering.leakage.FindLeaks;
import io.volute.dataengineering.log.ReadLog;
import io.volute.dataengineering.snapshot.Events;
import io.volute.dataengineering.snapshot.Hindsight;
import io.volute.dataengineering.snapshot.Ingest;
import io.volute.dataengineering.snapshot.KeepTerms;
import io.volute.dataengineering.snapshot.Labels;
import io.volute.dataengineering.snapshot.Positions;
import io.volute.dataengineering.source.CsvSource;
import io.volute.dataengineering.source.DeclaredSources;
import io.volute.dataengineering.source.JdbcSource;
import io.volute.dataengineering.source.JsonLinesSource;
import io.volute.dataengineering.source.ParquetSource;
import io.volute.dataengineering.source.Source;
import io.volute.dataengineering.split.MakeSplit;

/** The stage {@code data-engineering}: its steps, sources, checks and tables. */
public final class DataEngineeringModule extends AbstractModule {
    /** The module. */
    public DataEngineeringModule() {}

    @Override
    protected void configure() {
        StageBinder stage = StageBinder.stage(binder(), "data-engineering", DataEngineeringSpec.class);
        stage.step("ingest", Ingest.class, Ingest.Input.class, Ingest.Output.class);
        stage.step("contract", KeepTerms.class, KeepTerms.Input.class, KeepTerms.Output.class)
                .forEach("version", DataEngineeringSpec.class, DataEngineeringSpec::terms)
                .facts();
        stage.step("check", RunChecks.class, RunChecks.Input.class, RunChecks.Output.class);
        stage.step("leakage", FindLeaks.class, FindLeaks.Input.class, FindLeaks.Output.class);
        stage.step("split", MakeSplit.class, MakeSplit.Input.class, MakeSplit.Output.class);
        stage.step("log", ReadLog.class, ReadLog.Input.class, ReadLog.Output.class)
                .forEach("log", DataEngineeringSpec.class, DataEngineeringSpec::namedLogs);
        stage.probe(DataEngineeringSpec.class, DeclaredSources.class);
        stage.extensionPoint(Source.class, "type");
        StageBinder.implementation(binder(), Source.class, "csv", CsvSource.class);
        StageBinder.implementation(binder(), Source.class, "jdbc", JdbcSource.class);
        StageBinder.implementation(binder(), Source.class, "json-lines", JsonLinesSource.class);
        StageBinder.implementation(binder(), Source.class, "parquet", ParquetSource.class);
        stage.extensionPoint(Check.class, "check");
        install(new CheckModule());
        bind(FileCheck.class).in(Singleton.class);
        stage.check("quarantine-share", "share of rows or labels set aside", "share");
        stage.codec(Events.class, Key.get(new TypeLiteral<TableCodec<Events>>() {}));
        stage.codec(Labels.class, Key.get(new TypeLiteral<TableCodec<Labels>>() {}));
        stage.codec(Hindsight.class, Key.get(new TypeLiteral<TableCodec<Hindsight>>() {}));
        stage.codec(Positions.class, Key.get(new TypeLiteral<TableCodec<Positions>>() {}));
        stage.codec(Examples.class, Key.get(new TypeLiteral<TableCodec<Examples>>() {}));
        stage.codec(LoggedRows.class, Key.get(new TypeLiteral<TableCodec<LoggedRows>>() {}));
        stage.codec(Truth.class, Key.get(new TypeLiteral<TableCodec<Truth>>() {}));
        stage.codec(Quarantine.class, Key.get(new TypeLiteral<TableCodec<Quarantine>>() {}));
    }

    @Provides
    @Singleton
    TableCodec<Events> events(TableEngine engine) {
        return new TableCodec<>("events/1", engine, Events::rows, Events::new);
    }

    @Provides
    @Singleton
    TableCodec<Labels> labels(TableEngine engine) {
        return new TableCodec<>("labels/1", engine, Labels::rows, Labels::new);
    }

    @Provides
    @Singleton
    TableCodec<Hindsight> hindsight(TableEngine engine) {
        return new TableCodec<>("hindsight/1", engine, Hindsight::rows, Hindsight::new);
    }

    @Provides
    @Singleton
    TableCodec<Positions> positions(TableEngine engine) {
        return new TableCodec<>("positions/1", engine, Positions::rows, Positions::new);
    }

    @Provides
    @Singleton
    TableCodec<Examples> examples(TableEngine engine) {
        return new TableCodec<>("examples/1", engine, Examples::rows, Examples::new);
    }

    @Provides
    @Singleton
    TableCodec<LoggedRows> loggedRows(TableEngine engine) {
        return new TableCodec<>("logged-rows/1", engine, LoggedRows::rows, LoggedRows::new);
    }

    @Provides
    @Singleton
    TableCodec<Truth> truth(TableEngine engine) {
        return new TableCodec<>("truth/1", engine, Truth::rows, Truth::new);
    }

    @Provides
    @Singleton
    TableCodec<Quarantine> quarantine(TableEngine engine) {
        return new TableCodec<>("quarantine/1", engine, Quarantine::rows, Quarantine::new);
    }
}
