package io.volute.postgres.embedded;

import static io.volute.postgres.embedded.EmbeddedPostgresException.Kind.EXTERNAL;
import static io.volute.postgres.embedded.EmbeddedPostgresException.Kind.RESOURCE;
import static io.volute.postgres.embedded.EmbeddedPostgresException.external;
import static io.volute.postgres.embedded.EmbeddedPostgresException.resource;
import static io.volute.postgres.embedded.EmbeddedPostgresException.unsupported;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the cluster at the first start, and checks at later ones that it is ours to start. */
final class Cluster {
    static final String USER = "volute";

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final String FRESH = "data.new-";

    private Cluster() {}

    /** Leaves a whole cluster that the given programs can serve; called under the start lock. */
    static void prepare(Home home, Account account, Binaries binaries, boolean forTests) {
        try {
            sweep(home);
            if (!home.hasCluster()) {
                create(home, account, binaries, forTests);
            }
            checkVersion(home, binaries);
            checkDurability(home, forTests);
            account.own(home.data());
        } catch (IOException e) {
            throw resource("the cluster " + home.data() + " cannot be prepared", e);
        }
    }

    /**
     * Removes the remains of first starts that were killed. An initdb outlives its killed starter and may still be
     * writing; what cannot be removed now is removed by a later start.
     */
    private static void sweep(Home home) throws IOException {
        try (DirectoryStream<Path> remains = Files.newDirectoryStream(home.base(), FRESH + "*")) {
            for (Path remain : remains) {
                try {
                    OwnFiles.deleteTree(remain);
                } catch (IOException e) {
                    LOG.debug("{} stays for now: {}", remain, EmbeddedPostgresException.reason(e));
                }
            }
        }
    }

    private static void create(Home home, Account account, Binaries binaries, boolean forTests) throws IOException {
        LOG.info("Creating a PostgreSQL {} cluster in {}", binaries.version(), home.data());
        Path fresh = home.base().resolve(FRESH + UUID.randomUUID());
        Path password = fresh.resolveSibling(fresh.getFileName() + ".password");
        try {
            OwnFiles.createPrivateFolder(fresh);
            OwnFiles.write(password, home.makePassword());
            account.own(fresh);
            account.own(password);
            Command.Result result = account.run(initdb(binaries, fresh, password, forTests), Duration.ofMinutes(5));
            if (!result.ok()) {
                throw new EmbeddedPostgresException(
                        result.diskFull() ? RESOURCE : EXTERNAL,
                        "a PostgreSQL cluster could not be made in " + home.base() + ": " + result.summary());
            }
            Files.delete(password);
            if (forTests) {
                OwnFiles.createPrivate(home.madeForTests());
            }
            Files.move(fresh, home.data(), StandardCopyOption.ATOMIC_MOVE);
            OwnFiles.sync(home.base());
        } catch (IOException | RuntimeException e) {
            OwnFiles.deleteTree(fresh);
            Files.deleteIfExists(password);
            throw e;
        }
    }

    private static List<String> initdb(Binaries binaries, Path data, Path password, boolean forTests) {
        List<String> command = new ArrayList<>(List.of(
                binaries.program("initdb"),
                "--pgdata=" + data,
                "--username=" + USER,
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale=C",
                "--data-checksums"));
        if (binaries.major() >= 17) {
            command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        if (binaries.major() >= 16) {
            // The password has 192 random bits: stretching it would only slow down every connection.
            command.addAll(List.of("--set", "scram_iterations=1"));
        }
        if (forTests) {
            command.add("--no-sync");
        } else if (binaries.major() >= 17 && Files.isDirectory(Path.of("/proc/self"))) {
            command.add("--sync-method=syncfs");
        }
        return command;
    }

    private static void checkVersion(Home home, Binaries binaries) throws IOException {
        Optional<String> found = OwnFiles.find(home.data().resolve("PG_VERSION"));
        if (found.isEmpty()) {
            throw external(home.data() + " is no PostgreSQL cluster (expected a file PG_VERSION in it). Move the folder"
                    + " away to start with an empty database");
        }
        if (!found.get().equals(Integer.toString(binaries.major()))) {
            throw unsupported("the cluster " + home.data() + " was made by PostgreSQL " + found.get()
                    + ", but this version of Volute brings " + binaries.version() + ". Export it with the version of"
                    + " Volute that made it (volute db export), move the folder away, and import it here (volute db"
                    + " import); or serve it with a PostgreSQL " + found.get() + " of your own and use --database");
        }
    }

    private static void checkDurability(Home home, boolean forTests) {
        if (Files.exists(home.madeForTests()) != forTests) {
            throw unsupported(
                    forTests
                            ? "the cluster " + home.data() + " is durable and cannot be started without durability"
                            : "the cluster " + home.data() + " was made for tests and may have lost data. Move "
                                    + home.folder() + " away to start with an empty database");
        }
    }
}
