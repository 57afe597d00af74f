package io.volute.cli.project;

import io.volute.cli.LogSetup;
import io.volute.cli.Surroundings;
import io.volute.core.Volute;
import io.volute.core.artifact.ArtifactStore;
import io.volute.core.catalog.Catalog;
import io.volute.core.database.Database;
import io.volute.core.database.DatabaseAddress;
import io.volute.core.run.Project;
import io.volute.core.spec.Spec;
import io.volute.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A project with its database and store, opened when they are first needed: a spec with problems starts no server.
 * Closing it lets go of the embedded server, which stops when nobody else uses it.
 */
public final class Workplace implements AutoCloseable {
    private final Surroundings surroundings;
    private final SpecOptions specOptions;
    private final StateOptions stateOptions;
    private final Path file;
    private final Volute volute;
    private final Spec spec;
    private @Nullable EmbeddedPostgres server;
    private @Nullable Project project;

    private Workplace(Surroundings surroundings, SpecOptions spec, StateOptions state, boolean verbose) {
        LogSetup.apply(verbose, surroundings.terminal().redactor());
        this.surroundings = surroundings;
        this.specOptions = spec;
        this.stateOptions = state;
        this.file = spec.file(surroundings);
        this.volute = new Composition().volute(this::address, state.store(surroundings, file));
        this.spec = volute.specs().load(file, specOptions.sets());
    }

    /**
     * Reads the spec and puts the project together.
     *
     * @throws io.volute.core.error.VoluteException with all problems of the spec
     */
    public static Workplace open(Surroundings surroundings, SpecOptions spec, StateOptions state, boolean verbose) {
        return new Workplace(surroundings, spec, state, verbose);
    }

    /** The spec as it was read. */
    public Spec spec() {
        return spec;
    }

    /** The spec's path as the user would name it. */
    public Path file() {
        return file;
    }

    /** Where the report and caches go. */
    public Path home() {
        return stateOptions.home(surroundings, file);
    }

    /** The project. */
    public Project project() {
        if (project == null) {
            project = volute.project(spec);
        }
        return project;
    }

    /** The names of its artifacts. */
    public Catalog catalog() {
        return new Catalog(database().jdbi(), project().id());
    }

    /** The artifacts. */
    public ArtifactStore store() {
        return volute.store();
    }

    /** The database. */
    public Database database() {
        project();
        return volute.instance(Database.class);
    }

    /** Something that a module binds. */
    public <T> T instance(Class<T> type) {
        return volute.instance(type);
    }

    private DatabaseAddress address() {
        Optional<String> url = stateOptions.url(surroundings);
        if (url.isPresent()) {
            return new Addresses(surroundings).parse(url.get(), spec.folder());
        }
        EmbeddedPostgres opened = EmbeddedPostgres.open(Server.options(home()));
        server = opened;
        surroundings.terminal().redactor().add(opened.password());
        return new DatabaseAddress(
                "127.0.0.1",
                opened.port(),
                Server.DATABASE,
                opened.user(),
                new DatabaseAddress.Password(opened.password()),
                Map.of());
    }

    @Override
    public void close() {
        try {
            volute.close();
        } finally {
            if (server != null) {
                server.close();
            }
        }
    }
}
