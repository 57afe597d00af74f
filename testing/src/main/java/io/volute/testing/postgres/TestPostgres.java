package io.volute.testing.postgres;

import io.volute.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A PostgreSQL server for tests. {@link #shared()} is the one to use: it starts with the JVM's first database test and
 * ends with the JVM. Databases are cheap (tens of milliseconds), servers are not (a second or two).
 *
 * <p>Safe for use by several threads.
 */
public final class TestPostgres implements AutoCloseable {
    /** Whether a commit waits for the disk. */
    public enum Durability {
        /** As in production. */
        DURABLE,
        /** Faster, for tests that write much and never kill anything. */
        NONE
    }

    /** Where consumers' builds put the server binaries of another major version, for {@link #external()}. */
    private static final Path OTHER_VERSION = Path.of("target", "other-postgres");

    private final TestDatabase root;
    private final String version;
    private final Runnable stop;
    private final AtomicInteger databases = new AtomicInteger();

    private TestPostgres(TestDatabase root, String version, Runnable stop) {
        this.root = root;
        this.version = version;
        this.stop = stop;
    }

    /** Loaded, and so started, at the first use. */
    private static final class Shared {
        private static final TestPostgres SERVER = start();

        private static TestPostgres start() {
            TestPostgres server = TestPostgres.start(Durability.DURABLE);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop the test server"));
            return server;
        }
    }

    /** Returns this JVM's durable server; nobody needs to close it. */
    public static TestPostgres shared() {
        return Shared.SERVER;
    }

    /** Starts a server of the caller's own, in a folder that vanishes with it. */
    public static TestPostgres start(Durability durability) {
        Path home = TestHomes.create();
        EmbeddedPostgres.Options.Builder options = EmbeddedPostgres.Options.builder(home);
        return embedded(home, durability == Durability.NONE ? options.forTests() : options);
    }

    /**
     * Starts a server that Volute did not make, of another major version, to be reached by its URL alone: a container
     * where Docker answers, else a second cluster from the archive that the build has put into {@code
     * target/other-postgres}.
     */
    public static TestPostgres external() {
        if (dockerAnswers()) {
            PostgreSQLContainer container = new PostgreSQLContainer("postgres:14");
            container.start();
            TestDatabase root = new TestDatabase(
                    container.getDatabaseName(),
                    container.getJdbcUrl(),
                    container.getUsername(),
                    container.getPassword());
            return new TestPostgres(root, "14", container::stop);
        }
        Path home = TestHomes.create();
        return embedded(home, EmbeddedPostgres.Options.builder(home).archive(otherVersion()));
    }

    private static TestPostgres embedded(Path home, EmbeddedPostgres.Options.Builder options) {
        EmbeddedPostgres server = EmbeddedPostgres.open(options.build());
        TestDatabase root = new TestDatabase("volute", server.jdbcUrl(), server.user(), server.password());
        return new TestPostgres(root, server.version(), () -> {
            server.close();
            TestHomes.delete(home);
        });
    }

    private static boolean dockerAnswers() {
        // Asked first, for the client takes seconds to find out that nobody is there.
        boolean named = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return named && DockerClientFactory.instance().isDockerAvailable();
    }

    private static Path otherVersion() {
        List<Path> jars;
        try (Stream<Path> files = Files.list(OTHER_VERSION)) {
            jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the build has put no server into " + OTHER_VERSION.toAbsolutePath(), e);
        }
        if (jars.isEmpty()) {
            throw new IllegalStateException("the build has put no server into " + OTHER_VERSION.toAbsolutePath());
        }
        return jars.get(0);
    }

    /** Returns the server's version, such as {@code 18.4}. */
    public String version() {
        return version;
    }

    /** Makes an empty database. */
    public TestDatabase createDatabase() {
        return create("template1");
    }

    /** Makes a database as a copy of another, to which nobody may be connected meanwhile. */
    public TestDatabase cloneOf(TestDatabase template) {
        return create(template.name());
    }

    /** Drops a database and cuts the connections to it; only worth while for big ones. */
    public void drop(TestDatabase database) {
        execute("drop database if exists \"" + database.name() + "\" with (force)");
    }

    private TestDatabase create(String template) {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        String name = String.format(Locale.ROOT, "test_%d_%s", databases.incrementAndGet(), unique);
        execute("create database \"" + name + "\" template \"" + template + "\"");
        String url = root.jdbcUrl().replaceFirst("/" + root.name() + "(?=\\?|$)", "/" + name);
        return new TestDatabase(name, url, root.user(), root.password());
    }

    private void execute(String sql) {
        try (Connection connection = root.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    /** Stops the server, and deletes its folder. */
    @Override
    public void close() {
        stop.run();
    }
}
