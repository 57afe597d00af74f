package io.volute.postgres.embedded;

import static io.volute.postgres.embedded.EmbeddedPostgresException.external;

import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a home's server to the point where it answers as ours: attaches to a live one, starts one where none lives,
 * and starts again where it died in between. The start lock is held while a process is looked for and started, never
 * while it recovers.
 */
final class Startup {
    /** How long backends of a killed postmaster may hold its shared memory. */
    private static final Duration SHARED_MEMORY = Duration.ofSeconds(5);

    private static final int ATTEMPTS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

    /**
     * A server process that was found or made.
     *
     * @param started whether it was made
     * @param log where its log stood before
     */
    private record Launch(boolean started, long log) {}

    /** A server that answers. */
    record Ready(int port, Login.Facts facts) {}

    private final EmbeddedPostgres.Options options;
    private final Home home;
    private final HomeLocks locks;
    private final Postmaster postmaster;
    private final long deadline;
    private boolean lastPort = true;

    Startup(EmbeddedPostgres.Options options, Home home, HomeLocks locks) {
        this.options = options;
        this.home = home;
        this.locks = locks;
        this.postmaster = new Postmaster(home);
        this.deadline = System.nanoTime() + options.patience().toNanos();
    }

    /**
     * Starts or attaches.
     *
     * @param start held by the caller, and given back by this method before it waits
     */
    Ready run(HomeLocks.Start start) {
        long firstBlocked = 0;
        int deaths = 0;
        int badStarts = 0;
        HomeLocks.Start held = start;
        while (true) {
            Launch launch;
            try {
                launch = launch(held);
            } finally {
                held.close();
            }
            Optional<Ready> ready = await();
            if (ready.isPresent()) {
                return check(ready.get());
            }
            String log = postmaster.logSince(launch.log());
            if (log.contains("shared memory block") && log.contains("still in use")) {
                firstBlocked = firstBlocked == 0 ? System.nanoTime() : firstBlocked;
                if (System.nanoTime() - firstBlocked > SHARED_MEMORY.toNanos()) {
                    throw died(log);
                }
                HomeLocks.pause(Duration.ofMillis(50));
            } else {
                boolean portTaken = log.contains("could not bind");
                lastPort = lastPort && !portTaken;
                deaths++;
                badStarts += launch.started() && !portTaken && log.contains("FATAL:") ? 1 : 0;
                // Once may be a kill in the middle of a start; twice is a server that cannot.
                if (deaths == ATTEMPTS || badStarts == 2) {
                    throw died(log);
                }
            }
            held = locks.lockStart(left());
        }
    }

    /** Called under the start lock. */
    private Launch launch(HomeLocks.Start lock) {
        Account.checkOwner(home);
        if (home.hasCluster() && postmaster.find().isPresent()) {
            return new Launch(false, postmaster.logMark());
        }
        if (home.startedElsewhere() && PostmasterPid.find(home.data()).isPresent() && lock.usedElsewhere()) {
            throw external("the cluster " + home.data() + " is in use in another container, or on another machine: two"
                    + " servers would destroy it. End its users there, or share one server by --database");
        }
        Account account = Account.choose(options, home);
        Binaries binaries = binaries(account);
        Cluster.prepare(home, account, binaries, options.forTests());
        return new Launch(true, postmaster.start(account, binaries, lastPort, options.forTests()));
    }

    private Binaries binaries(Account account) {
        Platform platform = Platform.current();
        if (options.archive().filter(Files::isDirectory).isPresent()) {
            return Binaries.installed(options.archive().get());
        }
        return Binaries.unpacked(ServerArchive.locate(platform, options.archive()), account.cache());
    }

    /** Waits until the server answers; empty where it died. */
    private Optional<Ready> await() {
        Login login = null;
        while (true) {
            Optional<PostmasterPid> pid = postmaster.find();
            if (pid.isEmpty()) {
                return Optional.empty();
            }
            if (pid.get().state() == PostmasterPid.State.READY
                    && pid.get().port().isPresent()) {
                int port = pid.get().port().getAsInt();
                login = login == null ? new Login(port, home.password()) : login;
                Login.Facts facts = ask(login, pid.get().pid());
                if (facts != null) {
                    return Optional.of(new Ready(port, facts));
                }
            }
            if (left().isNegative()) {
                throw external("the embedded PostgreSQL in " + home.data() + " did not answer within "
                        + options.patience().toSeconds() + " s (it is "
                        + pid.get().state() + "); its log is " + home.log());
            }
            HomeLocks.pause(Duration.ofMillis(3));
        }
    }

    private Login.@Nullable Facts ask(Login login, long pid) {
        try {
            return login.ask(options.database());
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.startsWith("28")) {
                throw external("the PostgreSQL server " + pid + " refuses the password in " + home.passwordFile()
                        + ". Another server may have taken its place: end it, or bring the password file back");
            }
            if (state.equals(Login.TOO_MANY_CONNECTIONS)) {
                throw external("the embedded PostgreSQL in " + home.data()
                        + " has no free connection; end another process that uses it");
            }
            if (!state.startsWith("08") && !state.equals(Login.STARTING_OR_STOPPING)) {
                throw external("the embedded PostgreSQL in " + home.data() + " does not work: " + e.getMessage());
            }
            LOG.debug("The server does not answer yet: {}", e.getMessage());
            return null;
        }
    }

    private Ready check(Ready ready) {
        if (!ready.facts().serves(home.data())) {
            throw external("port " + ready.port() + " of this machine is answered by a PostgreSQL that serves "
                    + ready.facts().dataDirectory() + " (expected " + home.data()
                    + "). If the folder was moved while its server ran, stop that server and try again");
        }
        if (!options.forTests() && !ready.facts().unsafe().isEmpty()) {
            throw external("the PostgreSQL server of " + home.data() + " runs with "
                    + String.join(", ", ready.facts().unsafe())
                    + " (expected on: nothing would survive a power cut). Stop it and try again");
        }
        return ready;
    }

    private Duration left() {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

    private EmbeddedPostgresException died(String log) {
        String reason = log.lines()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:") || line.contains("HINT:"))
                .map(line -> line.replaceFirst("^.*?(FATAL|PANIC|HINT):\\s*", ""))
                .distinct()
                .reduce((a, b) -> a + "; " + b)
                .orElse("no reason given");
        EmbeddedPostgresException.Kind kind = reason.contains("No space left on device")
                ? EmbeddedPostgresException.Kind.RESOURCE
                : EmbeddedPostgresException.Kind.EXTERNAL;
        return new EmbeddedPostgresException(
                kind, "the embedded PostgreSQL does not start: " + reason + ". Its log is " + home.log());
    }
}
