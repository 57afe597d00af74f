package io.volute.core;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.OptionalBinder;
import io.volute.core.artifact.ArtifactStore;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.artifact.FileArtifactStore;
import io.volute.core.database.Database;
import io.volute.core.database.DatabaseAddress;
import io.volute.core.database.Migration;
import io.volute.core.run.Checkpoint;
import io.volute.core.run.RunModule;
import io.volute.core.spec.SpecLoader;
import io.volute.core.stage.StageDefinition;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What every composition has: engine, persistence, spec. Database and store are opened when they are first needed. */
final class CoreModule extends AbstractModule {
    private static final Migration CORE = new Migration("core", "io/volute/core/migration");

    private final Supplier<DatabaseAddress> address;
    private final int pool;
    private final Path storeFolder;

    CoreModule(Supplier<DatabaseAddress> address, int pool, Path storeFolder) {
        this.address = address;
        this.pool = pool;
        this.storeFolder = storeFolder;
    }

    @Override
    protected void configure() {
        bind(CanonicalJson.class).toInstance(new CanonicalJson());
        bind(SpecLoader.class).in(Singleton.class);
        bind(Clock.class).toInstance(Clock.systemUTC());
        OptionalBinder.newOptionalBinder(binder(), Checkpoint.class)
                .setDefault()
                .toInstance(moment -> {});
        install(new RunModule());
    }

    @Provides
    @Singleton
    ArtifactStore store(Clock clock) {
        return FileArtifactStore.open(storeFolder, clock);
    }

    @Provides
    @Singleton
    Database database(Set<StageDefinition> stages, ArtifactStore store) {
        List<Migration> migrations = new ArrayList<>(List.of(CORE));
        stages.stream()
                .filter(stage -> stage.schema().isPresent())
                .map(stage -> new Migration(
                        stage.schema().orElseThrow(), stage.migrations().orElseThrow()))
                .sorted(java.util.Comparator.comparing(Migration::schema))
                .forEach(migrations::add);
        Database database =
                pool > 0 ? Database.pooled(address.get(), pool, migrations) : Database.open(address.get(), migrations);
        StoreIdentity.require(database, store.id(), storeFolder);
        return database;
    }
}
