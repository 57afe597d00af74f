package io.volute.core;

import com.google.inject.Binder;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.util.Modules;
import io.volute.core.artifact.ArtifactStore;
import io.volute.core.database.Database;
import io.volute.core.database.DatabaseAddress;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Engine;
import io.volute.core.run.Project;
import io.volute.core.spec.Spec;
import io.volute.core.spec.SpecLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The entry point of the library: a composition of modules over one database and one artifact store.
 *
 * <pre>{@code
 * try (Volute volute = Volute.open(DatabaseAddress.parse(url), Path.of("store"))
 *         .install(new DataEngineeringModule(), new ModelingModule(), new DuckDbModule())
 *         .build()) {
 *     Project project = volute.project(Path.of("volute.yaml"));
 *     project.run(RunRequest.of("modeling"), Engine.Watch.NOBODY);
 * }
 * }</pre>
 *
 * <p>Database and store are opened when a project is. One thread at a time uses a project; several compositions, in
 * this process or others, may share database and store. Java's file locks belong to the process, so where another
 * process may collect garbage in the store, a process opens it by one composition at a time.
 */
public final class Volute implements AutoCloseable {
    private final Injector injector;
    private boolean opened;

    private Volute(Injector injector) {
        this.injector = injector;
    }

    /** Starts a composition. The folder is made when it is first needed. */
    public static Builder open(DatabaseAddress database, Path store) {
        return open(() -> database, store);
    }

    /** The same with a database that is looked up, or started, when it is first needed. */
    public static Builder open(Supplier<DatabaseAddress> database, Path store) {
        return new Builder(database, store);
    }

    /** Collects modules. Not thread-safe. */
    public static final class Builder {
        private final Supplier<DatabaseAddress> database;
        private final Path store;
        private final List<Module> modules = new ArrayList<>();
        private final List<Module> overrides = new ArrayList<>();
        private int pool;

        private Builder(Supplier<DatabaseAddress> database, Path store) {
            this.database = database;
            this.store = store;
        }

        /** Adds stages and plugins; only what is installed here is there. */
        public Builder install(Module... more) {
            modules.addAll(List.of(more));
            return this;
        }

        /** Replaces bindings of installed modules, for example a trainer behind its name. */
        public Builder override(Module... more) {
            overrides.addAll(List.of(more));
            return this;
        }

        /** Uses a connection pool of this size, for a process that lives long. */
        public Builder pooled(int size) {
            pool = size;
            return this;
        }

        /** Puts it together; opens nothing yet. */
        public Volute build() {
            List<Module> all = new ArrayList<>(modules);
            all.add(new CoreModule(database, pool, store));
            Module composed = Modules.override(all).with(overrides);
            return new Volute(Guice.createInjector(Volute::strict, composed));
        }
    }

    private static void strict(Binder binder) {
        binder.requireExplicitBindings();
        binder.requireAtInjectOnConstructors();
        binder.requireExactBindingAnnotations();
        binder.disableCircularProxies();
    }

    /** Reads specs against the installed stages; needs neither database nor store. */
    public SpecLoader specs() {
        return injector.getInstance(SpecLoader.class);
    }

    /** Something that an installed module binds, for a composition root; stages get theirs injected. */
    public <T> T instance(Class<T> type) {
        return provide(type);
    }

    /**
     * Opens a project by its spec.
     *
     * @throws VoluteException when the spec is invalid or the database cannot be used
     */
    public Project project(Path spec) {
        return project(specs().load(spec, List.of()));
    }

    /** Opens a project by a spec that was read already. */
    public Project project(Spec spec) {
        Engine engine = provide(Engine.class);
        opened = true;
        return new Project(engine, spec);
    }

    /** The artifact store. */
    public ArtifactStore store() {
        return provide(ArtifactStore.class);
    }

    private <T> T provide(Class<T> type) {
        try {
            return injector.getInstance(type);
        } catch (ProvisionException e) {
            if (e.getCause() instanceof VoluteException told) {
                throw told;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        if (opened) {
            provide(Engine.class).close();
            provide(Database.class).close();
            if (store() instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    throw new IllegalStateException("closing the artifact store", e);
                }
            }
        }
    }
}
