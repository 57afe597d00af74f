package io.volute.cli.project;

import io.volute.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;

/** Where the embedded server of a home folder lives. */
public final class Server {
    /** Its database. */
    static final String DATABASE = "volute";

    private Server() {}

    /** Its folder. */
    public static Path folder(Path home) {
        return home.resolve("postgres").toAbsolutePath();
    }

    static EmbeddedPostgres.Options options(Path home) {
        return EmbeddedPostgres.Options.of(folder(home));
    }

    /** Starts it, or attaches to it, and lets it run on. */
    public static void start(Path home) {
        EmbeddedPostgres.open(EmbeddedPostgres.Options.builder(folder(home))
                        .keepRunning()
                        .build())
                .close();
    }
}
