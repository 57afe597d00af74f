package io.volute.core.run.story;

import io.volute.core.database.DatabaseAddress;
import io.volute.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One PostgreSQL server for all stories of this JVM, gone with it. Thread-safe. */
final class StoryServer {
    private static final String EMPTY = "template1";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private StoryServer() {}

    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            // The server forgets what a power cut takes, in exchange for speed; nothing here cuts the power.
            System.setProperty("volute.test.unsafe-database", "true");
            try {
                Path home = Files.createTempDirectory("volute-story-");
                EmbeddedPostgres server = EmbeddedPostgres.open(
                        EmbeddedPostgres.Options.builder(home).forTests().build());
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(
                                () -> {
                                    server.close();
                                    delete(home);
                                },
                                "stop the stories' server"));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static DatabaseAddress database() {
        return copy(EMPTY);
    }

    /** A copy of a database that nobody is connected to. */
    static DatabaseAddress copy(String template) {
        String name = "story_" + NUMBER.incrementAndGet();
        Server.POSTGRES.createDatabase(name, template);
        return new DatabaseAddress(
                "127.0.0.1",
                Server.POSTGRES.port(),
                name,
                Server.POSTGRES.user(),
                new DatabaseAddress.Password(Server.POSTGRES.password()),
                Map.of());
    }

    static void drop(DatabaseAddress address) {
        Server.POSTGRES.dropDatabase(address.database());
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
