package io.volute.cli.project;

import io.volute.cli.Surroundings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where state lives: database, store, and what the embedded server keeps. */
public final class StateOptions {
    private static final String HOME = "VOLUTE_HOME";
    private static final String URL = "VOLUTE_DATABASE_URL";

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = {
                "A PostgreSQL 14 or newer instead of the embedded one: postgresql://USER@HOST:PORT/DATABASE, its password"
                        + " in VOLUTE_DATABASE_PASSWORD or as USER:$${env:NAME}@ or USER:$${file:PATH}@ in the URL"
                        + " (default: VOLUTE_DATABASE_URL)."
            })
    private Optional<String> database;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "A shared folder for artifacts (default: store in VOLUTE_HOME).")
    private Optional<Path> store;

    /** The folder of embedded server, store, caches and report: VOLUTE_HOME, else {@code .volute} beside the spec. */
    public Path home(Surroundings surroundings, Path spec) {
        Path beside = Optional.ofNullable(spec.getParent()).orElse(Path.of("")).resolve(".volute");
        return surroundings.variable(HOME).map(surroundings.folder()::resolve).orElse(beside);
    }

    /** The folder of artifacts. */
    public Path store(Surroundings surroundings, Path spec) {
        return store.map(surroundings.folder()::resolve)
                .orElseGet(() -> home(surroundings, spec).resolve("store"));
    }

    /** The URL that was given; empty for the embedded server. */
    public Optional<String> url(Surroundings surroundings) {
        return database.or(() -> surroundings.variable(URL));
    }
}
