package io.volute.postgres.embedded;

import static io.volute.postgres.embedded.EmbeddedPostgresException.external;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One user's hold on the PostgreSQL server of a home folder. Any number of processes, and of users inside one process,
 * share the server; whoever closes last stops it, unless {@link Options.Builder#keepRunning} says otherwise. After
 * kill -9 of any of them the next {@link #open} repairs what is left.
 *
 * <p>Safe for use by several threads. All methods throw {@link EmbeddedPostgresException}.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final Options options;
    private final Home home;
    private final HomeLocks locks;
    private final Startup.Ready ready;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(Options options, Home home, HomeLocks locks, Startup.Ready ready) {
        this.options = options;
        this.home = home;
        this.locks = locks;
        this.ready = ready;
    }

    /** Starts the server of a home folder or attaches to the live one; makes cluster and database where missing. */
    public static EmbeddedPostgres open(Options options) {
        Platform.current();
        Home home = Home.open(options.home());
        HomeLocks locks = HomeLocks.of(home.folder());
        HomeLocks.Start start = locks.lockStart(options.patience());
        boolean entered = false;
        try {
            start.enter();
            entered = true;
        } finally {
            if (!entered) {
                start.close();
            }
        }
        boolean done = false;
        try {
            Startup.Ready ready = new Startup(options, home, locks).run(start);
            if (options.keepRunning()) {
                home.keepRunning(true);
            }
            done = true;
            return new EmbeddedPostgres(options, home, locks, ready);
        } finally {
            if (!done) {
                leave(home, locks, options.patience());
            }
        }
    }

    /** Returns the URL of the options' database; it holds no password. */
    public String jdbcUrl() {
        return jdbcUrl(options.database());
    }

    /** Returns the URL of any database of this server; it holds no password. */
    public String jdbcUrl(String database) {
        return Login.url(ready.port(), database);
    }

    /** Returns the server's only user, who may do everything. */
    public String user() {
        return Cluster.USER;
    }

    /** Returns the password; never log it. */
    public String password() {
        return home.password();
    }

    /** Returns the port on 127.0.0.1; a restarted server takes the same one where it can. */
    public int port() {
        return ready.port();
    }

    /** Returns the cluster's folder. */
    public Path dataDirectory() {
        return home.data();
    }

    /** Returns the server's version, such as {@code 18.4}. */
    public String version() {
        return ready.facts().version();
    }

    /**
     * Makes an empty database, or leaves it alone where it exists.
     *
     * @param name of a-z, 0-9 and _, a letter first, at most 63
     * @return its URL
     */
    public String createDatabase(String name) {
        return createDatabase(name, "template1");
    }

    /**
     * Makes a database as a copy of another, to which nobody may be connected; one that exists is left alone.
     *
     * @return its URL
     */
    public String createDatabase(String name, String template) {
        try (Connection connection = new Login(ready.port(), password()).connect("postgres")) {
            Login.create(connection, name, template);
        } catch (SQLException e) {
            throw external("the database " + name + " cannot be made from " + template + ": " + e.getMessage());
        }
        return jdbcUrl(name);
    }

    /** Drops a database, where it exists, and cuts the connections to it. */
    public void dropDatabase(String name) {
        try (Connection connection = new Login(ready.port(), password()).connect("postgres")) {
            Login.run(connection, "drop database if exists " + Login.quoted(name) + " with (force)");
        } catch (SQLException e) {
            throw external("the database " + name + " cannot be dropped: " + e.getMessage());
        }
    }

    /** Gives up this hold; the last one stops the server. Closing twice does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        // An interrupted thread must not leave the server behind.
        boolean interrupted = Thread.interrupted();
        try {
            leave(home, locks, options.patience());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void leave(Home home, HomeLocks locks, Duration patience) {
        try (HomeLocks.Start start = locks.lockStart(patience)) {
            if (start.leave() && !home.keepsRunning()) {
                Postmaster postmaster = new Postmaster(home);
                postmaster.find().ifPresent(pid -> postmaster.stop(pid, STOP_LIMIT));
            }
        }
    }

    /** What became of a wish to stop. */
    public enum Stop {
        /** It runs no more. */
        STOPPED,
        /** It did not run. */
        NOT_RUNNING,
        /** Somebody uses it; it stops when the last of them is done. */
        IN_USE
    }

    /** Stops the server that {@code keepRunning} or a killed process left running; never pulls it from under a user. */
    public static Stop stop(Path home) {
        if (!Files.isDirectory(home)) {
            return Stop.NOT_RUNNING;
        }
        Home opened = Home.open(home);
        Postmaster postmaster = new Postmaster(opened);
        try (HomeLocks.Start start = HomeLocks.of(opened.folder()).lockStart(STOP_LIMIT)) {
            opened.keepRunning(false);
            Optional<PostmasterPid> pid = postmaster.find();
            if (pid.isEmpty()) {
                return Stop.NOT_RUNNING;
            }
            if (start.inUse()) {
                return Stop.IN_USE;
            }
            postmaster.stop(pid.get(), STOP_LIMIT);
            return Stop.STOPPED;
        }
    }

    /** How far a server is. */
    public enum State {
        /** There is no cluster yet. */
        ABSENT,
        /** There is a cluster, and no server. */
        STOPPED,
        /** The server starts or recovers. */
        STARTING,
        /** The server accepts connections. */
        RUNNING,
        /** The server shuts down. */
        STOPPING
    }

    /**
     * What can be said about a home folder without opening it.
     *
     * @param state of the server
     * @param dataDirectory the cluster's folder, whether it exists or not
     * @param passwordFile holds the password of user {@code volute}
     * @param pid the server's process, while there is one
     * @param port the server's, while there is one
     * @param jdbcUrl of the default database, while the server runs; without the password
     * @param keptRunning whether the server outlives its last user
     * @param inUse whether some process uses the server
     */
    public record Status(
            State state,
            Path dataDirectory,
            Path passwordFile,
            OptionalLong pid,
            OptionalInt port,
            Optional<String> jdbcUrl,
            boolean keptRunning,
            boolean inUse) {}

    /** Tells how a home's server is; starts nothing. */
    public static Status status(Path home) {
        if (!Files.isDirectory(home)) {
            Path real = home.toAbsolutePath().normalize();
            return new Status(
                    State.ABSENT,
                    real.resolve("data"),
                    real.resolve("password"),
                    OptionalLong.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    false,
                    false);
        }
        Home opened = Home.open(home);
        try (HomeLocks.Start start = HomeLocks.of(opened.folder()).lockStart(STOP_LIMIT)) {
            Optional<PostmasterPid> pid = new Postmaster(opened).find();
            State state = pid.map(found -> switch (found.state()) {
                        case STARTING -> State.STARTING;
                        case READY -> State.RUNNING;
                        case STOPPING -> State.STOPPING;
                    })
                    .orElse(opened.hasCluster() ? State.STOPPED : State.ABSENT);
            OptionalInt port = pid.map(PostmasterPid::port).orElse(OptionalInt.empty());
            return new Status(
                    state,
                    opened.data(),
                    opened.passwordFile(),
                    pid.map(found -> OptionalLong.of(found.pid())).orElse(OptionalLong.empty()),
                    port,
                    port.isPresent() && state == State.RUNNING
                            ? Optional.of(Login.url(port.getAsInt(), Options.DATABASE))
                            : Optional.empty(),
                    opened.keepsRunning(),
                    start.inUse());
        }
    }

    /**
     * How to open a server.
     *
     * @param home holds the cluster, its password and its log; made where missing
     * @param binaries holds unpacked server programs, shared by all homes; empty: the user's cache folder
     * @param archive a {@code .txz} or jar of server binaries, or an installation's folder that holds
     *     {@code bin/postgres}; empty: the archive on the class path
     * @param database made where missing
     * @param runAs what root may do to run a server that refuses root
     * @param rootFolder where a server that runs as {@code nobody} lives if it cannot reach the home
     * @param patience how long to wait for another process's start, and for the server to recover and answer
     * @param keepRunning whether the server shall outlive its last user, until {@link #stop}
     * @param forTests whether to trade durability for speed: a power cut then destroys the cluster. Such a cluster can
     *     never be opened without this option, nor a durable one with it
     */
    public record Options(
            Path home,
            Optional<Path> binaries,
            Optional<Path> archive,
            String database,
            List<RunAs> runAs,
            Path rootFolder,
            Duration patience,
            boolean keepRunning,
            boolean forTests) {
        static final String DATABASE = "volute";

        /** Copies the list. */
        public Options {
            runAs = List.copyOf(runAs);
            Login.quoted(database);
        }

        /** Returns the options for everyday use of a home folder. */
        public static Options of(Path home) {
            return builder(home).build();
        }

        /** Starts from the options for everyday use. */
        public static Builder builder(Path home) {
            return new Builder(home);
        }

        /** Collects options; for the meaning of each see the record. */
        public static final class Builder {
            private final Path home;
            private Optional<Path> binaries = Optional.empty();
            private Optional<Path> archive = Optional.empty();
            private String database = DATABASE;
            private List<RunAs> runAs = List.of(RunAs.values());
            private Path rootFolder = Path.of("/var/lib/volute");
            private Duration patience = Duration.ofSeconds(60);
            private boolean keepRunning;
            private boolean forTests;

            private Builder(Path home) {
                this.home = home;
            }

            /** Sets the folder for unpacked server programs. */
            public Builder binaries(Path folder) {
                binaries = Optional.of(folder);
                return this;
            }

            /** Sets the server's archive or installation. */
            public Builder archive(Path file) {
                archive = Optional.of(file);
                return this;
            }

            /** Sets the database's name. */
            public Builder database(String name) {
                database = name;
                return this;
            }

            /** Sets what root may do. */
            public Builder runAs(RunAs... allowed) {
                runAs = List.of(allowed);
                return this;
            }

            /** Sets the fallback folder for a server that runs as {@code nobody}. */
            public Builder rootFolder(Path folder) {
                rootFolder = folder;
                return this;
            }

            /** Sets how long to wait. */
            public Builder patience(Duration limit) {
                patience = limit;
                return this;
            }

            /** Lets the server outlive its last user. */
            public Builder keepRunning() {
                keepRunning = true;
                return this;
            }

            /** Trades durability for speed. */
            public Builder forTests() {
                forTests = true;
                return this;
            }

            /** Returns the options. */
            public Options build() {
                return new Options(
                        home, binaries, archive, database, runAs, rootFolder, patience, keepRunning, forTests);
            }
        }
    }
}
