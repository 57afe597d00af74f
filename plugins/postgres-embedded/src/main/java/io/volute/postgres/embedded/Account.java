package io.volute.postgres.embedded;

import static io.volute.postgres.embedded.EmbeddedPostgresException.external;
import static io.volute.postgres.embedded.EmbeddedPostgresException.resource;
import static io.volute.postgres.embedded.EmbeddedPostgresException.unsupported;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Under which account the server runs, and the folders that this account can reach.
 *
 * @param runAs how processes are started
 * @param base holds the cluster's {@code data}; the home folder itself, or a folder noted there
 * @param cache holds the unpacked binaries
 */
record Account(RunAs runAs, Path base, Path cache) {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int ROOT = 0;

    Command.Result run(List<String> command, Duration limit) {
        return Command.run(runAs.command(command), base, limit);
    }

    /** Hands a folder or file over to the account, where that is not the caller's own. */
    void own(Path path) throws IOException {
        if (runAs != RunAs.CALLER) {
            OwnFiles.giveTree(path, runAs == RunAs.NOBODY ? RunAs.NOBODY_ID : ROOT);
        }
    }

    /** Chooses the account; called under the start lock. */
    static Account choose(EmbeddedPostgres.Options options, Home home) {
        int uid = effectiveUser();
        try {
            if (uid != ROOT) {
                return new Account(RunAs.CALLER, home.base(), cache(options, home));
            }
            return forRoot(options, home);
        } catch (IOException e) {
            throw resource("the folder " + home.folder() + " cannot be used", e);
        }
    }

    /**
     * Refuses the cluster of another user. Root could take it, but its owner would not get it back; what root made, as
     * itself or as nobody, is root's to use.
     */
    static void checkOwner(Home home) {
        try {
            int uid = effectiveUser();
            int owner = home.hasCluster() ? OwnFiles.owner(home.data()) : uid;
            if (owner == uid || (uid == ROOT && owner == RunAs.NOBODY_ID)) {
                return;
            }
            throw external("the cluster " + home.data() + " belongs to user id " + owner + ", but this process runs as "
                    + uid + ". Run as its owner, or give it to the one who shall run it: chown -R " + uid + " "
                    + home.folder());
        } catch (IOException e) {
            throw resource("the cluster " + home.data() + " cannot be used", e);
        }
    }

    private static Account forRoot(EmbeddedPostgres.Options options, Home home) throws IOException {
        List<String> reasons = new ArrayList<>();
        if (!options.runAs().contains(RunAs.USER_NAMESPACE)) {
            reasons.add(RunAs.USER_NAMESPACE.tool() + ": not allowed by the options");
        } else {
            Command.Result id = Command.run(RunAs.USER_NAMESPACE.command(List.of("id", "-u")), home.folder(), LIMIT);
            if (id.ok() && !id.output().strip().equals("0")) {
                return new Account(RunAs.USER_NAMESPACE, home.base(), cache(options, home));
            }
            reasons.add(RunAs.USER_NAMESPACE.tool() + ": " + id.summary());
        }
        if (!options.runAs().contains(RunAs.NOBODY)) {
            reasons.add(RunAs.NOBODY.tool() + ": not allowed by the options");
        } else {
            Optional<String> refusal = refusal(Path.of("/"));
            if (refusal.isPresent()) {
                reasons.add(refusal.get());
            } else {
                Optional<Account> account = nobody(options, home, reasons);
                if (account.isPresent()) {
                    return account.get();
                }
            }
        }
        throw unsupported("PostgreSQL refuses to run as root, and no detour works here (" + String.join("; ", reasons)
                + "). Run as an ordinary user, or name a server of your own with --database"
                + " jdbc:postgresql://HOST/DATABASE");
    }

    private static Optional<Account> nobody(EmbeddedPostgres.Options options, Home home, List<String> reasons)
            throws IOException {
        Optional<String> refusal = refusal(home.base());
        if (refusal.isPresent() && home.hasCluster()) {
            reasons.add(refusal.get() + "; let everybody pass through the folders above it (chmod o+x)");
            return Optional.empty();
        }
        if (refusal.isPresent()) {
            Path elsewhere = options.rootFolder().resolve(key(home.folder()));
            try {
                Files.createDirectories(elsewhere);
            } catch (IOException e) {
                reasons.add(refusal.get());
                reasons.add(elsewhere + " cannot be made: " + EmbeddedPostgresException.reason(e));
                return Optional.empty();
            }
            Optional<String> again = refusal(elsewhere);
            if (again.isPresent()) {
                reasons.add(refusal.get());
                reasons.add(again.get());
                return Optional.empty();
            }
            home.moveBase(elsewhere);
        }
        Path cache = cache(options, home);
        Files.createDirectories(cache);
        if (refusal(cache).isPresent()) {
            cache = options.rootFolder().resolve("binaries");
        }
        return Optional.of(new Account(RunAs.NOBODY, home.base(), cache));
    }

    /** Says why nobody cannot work in a folder; empty where it can. */
    private static Optional<String> refusal(Path folder) {
        Command.Result result = Command.run(
                RunAs.NOBODY.command(List.of("sh", "-c", "cd \"$1\"", "sh", folder.toString())), Path.of("/"), LIMIT);
        return result.ok()
                ? Optional.empty()
                : Optional.of("setpriv cannot enter " + folder + " as nobody: " + result.summary());
    }

    private static Path cache(EmbeddedPostgres.Options options, Home home) {
        if (options.binaries().isPresent()) {
            return options.binaries().get();
        }
        Path user = Path.of(System.getProperty("user.home", ""));
        if (!user.isAbsolute() || !Files.isWritable(user)) {
            return home.folder().resolve("binaries");
        }
        boolean mac = Files.isDirectory(user.resolve("Library/Caches"));
        return user.resolve(mac ? "Library/Caches/volute/postgres" : ".cache/volute/postgres");
    }

    private static int effectiveUser() {
        try {
            return OwnFiles.owner(Path.of("/proc/self"));
        } catch (IOException e) {
            try {
                Path probe = Files.createTempFile("volute", "");
                int owner = OwnFiles.owner(probe);
                Files.delete(probe);
                return owner;
            } catch (IOException f) {
                throw resource("the temporary folder cannot be used", f);
            }
        }
    }

    private static String key(Path home) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(home.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
