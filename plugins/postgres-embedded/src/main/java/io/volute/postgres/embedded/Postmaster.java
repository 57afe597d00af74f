package io.volute.postgres.embedded;

import static io.volute.postgres.embedded.EmbeddedPostgresException.external;
import static io.volute.postgres.embedded.EmbeddedPostgresException.resource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts and stops the server process, and finds out whether it lives. Called under the start lock. */
final class Postmaster {
    private static final Duration POLL = Duration.ofMillis(3);
    private static final long LOG_LIMIT = 16L << 20;

    /** No process has this number: it is above the largest that Linux and macOS give out. */
    private static final String NO_PROCESS = "2147483647";

    private final Home home;

    Postmaster(Home home) {
        this.home = home;
    }

    /** Returns what the live server says of itself; empty where none serves our cluster. */
    Optional<PostmasterPid> find() {
        return PostmasterPid.find(home.data()).filter(pid -> serves(pid.pid()));
    }

    /**
     * A process number outlives its process: it may name a stranger after a reboot, or a zombie in a container whose
     * first process reaps nobody. Where nothing can be found out, the process counts as the server, and the login
     * decides.
     */
    private boolean serves(long pid) {
        if (ProcessHandle.of(pid).isEmpty()) {
            return false;
        }
        Path process = Path.of("/proc", Long.toString(pid));
        if (!Files.isDirectory(process)) {
            return true;
        }
        try {
            return Files.isSameFile(process.resolve("cwd"), home.data());
        } catch (NoSuchFileException e) {
            return false;
        } catch (AccessDeniedException e) {
            return namedPostgres(process);
        } catch (IOException e) {
            throw resource(process + " cannot be read", e);
        }
    }

    private static boolean namedPostgres(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.contains("(postgres) ") && !stat.contains("(postgres) Z");
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the end of the server's log that a later {@link #logSince} counts from. */
    long logMark() {
        try {
            return Files.exists(home.log()) ? Files.size(home.log()) : 0;
        } catch (IOException e) {
            throw resource(home.log() + " cannot be read", e);
        }
    }

    String logSince(long mark) {
        try (FileChannel file = FileChannel.open(home.log())) {
            long from = Math.max(mark, file.size() - 8192);
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, file.size() - from));
            file.read(bytes, from);
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw resource(home.log() + " cannot be read", e);
        }
    }

    /**
     * Starts the server in the background and waits until it has written its first lines, or died.
     *
     * @param lastPort whether to prefer the port of the last start
     * @return where the log stood before
     */
    long start(Account account, Binaries binaries, boolean lastPort, boolean forTests) {
        try {
            disown();
            home.rememberPlace();
            prepareLog(account);
            int port = freePort(lastPort);
            home.rememberPort(port);
            long mark = logMark();
            Command.Result result = account.run(
                    List.of(
                            binaries.program("pg_ctl"),
                            "start",
                            "-W",
                            "-s",
                            "-D",
                            home.data().toString(),
                            "-l",
                            home.log().toString(),
                            "-o",
                            String.join(" ", settings(binaries, port, forTests))),
                    Duration.ofSeconds(60));
            if (!result.ok()) {
                throw external("the PostgreSQL server could not be started: " + result.summary());
            }
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (find().isEmpty() && !logSince(mark).contains("FATAL:") && System.nanoTime() < deadline) {
                HomeLocks.pause(POLL);
            }
            return mark;
        } catch (IOException e) {
            throw resource("the PostgreSQL server in " + home.data() + " could not be started", e);
        }
    }

    /**
     * Frees a stale {@code postmaster.pid} of a process number that now belongs to somebody else, for PostgreSQL would
     * take that one for its twin. The rest of the file stays: it leads the new server to shared memory that backends
     * of the dead one may still use.
     */
    private void disown() throws IOException {
        Path file = home.data().resolve(PostmasterPid.FILE);
        Optional<PostmasterPid> stale = PostmasterPid.find(home.data());
        if (stale.isPresent() && ProcessHandle.of(stale.get().pid()).isPresent()) {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            Files.writeString(file, NO_PROCESS + text.substring(text.indexOf('\n')), StandardCharsets.UTF_8);
        }
    }

    private void prepareLog(Account account) throws IOException {
        if (logMark() > LOG_LIMIT) {
            Files.move(home.log(), home.base().resolve("server.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
        OwnFiles.createPrivate(home.log());
        account.own(home.log());
    }

    private int freePort(boolean lastPort) throws IOException {
        if (lastPort && home.lastPort().isPresent()) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(loopback(), home.lastPort().getAsInt()));
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken meanwhile: any other will do.
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        }
    }

    /** The address itself: Java's own loopback address may be the one of IPv6. */
    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /** The settings go on the command line, where neither a file nor {@code alter system} overrules them. */
    private static List<String> settings(Binaries binaries, int port, boolean forTests) {
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=40",
                "idle_in_transaction_session_timeout=60s",
                "password_encryption=scram-sha-256",
                // Plans, and so the order of rows, must not depend on who else is busy.
                "max_parallel_workers_per_gather=0",
                "max_logical_replication_workers=0",
                "log_checkpoints=off"));
        String durable = forTests ? "off" : "on";
        settings.addAll(List.of("fsync=" + durable, "synchronous_commit=" + durable, "full_page_writes=" + durable));
        if (binaries.major() >= 18) {
            settings.add("io_method=sync");
        }
        return settings.stream().map(setting -> "-c " + setting).toList();
    }

    /** Stops the server, rolling back what others have open, and waits until it is gone. */
    void stop(PostmasterPid pid, Duration limit) {
        // Signals need no account of their own: root may send them to anybody, others own the server.
        Command.Result result = Command.run(
                List.of("sh", "-c", "kill -INT \"$1\"", "sh", Long.toString(pid.pid())),
                home.folder(),
                Duration.ofSeconds(20));
        long deadline = System.nanoTime() + limit.toNanos();
        while (find().isPresent()) {
            if (!result.ok()) {
                throw external("the PostgreSQL server " + pid.pid() + " could not be stopped: " + result.summary());
            }
            if (System.nanoTime() > deadline) {
                throw external("the PostgreSQL server " + pid.pid() + " has not stopped after " + limit.toSeconds()
                        + " s; its log is " + home.log());
            }
            HomeLocks.pause(POLL);
        }
    }
}
