package io.volute.postgres.embedded;

import static io.volute.postgres.embedded.EmbeddedPostgresException.external;
import static io.volute.postgres.embedded.EmbeddedPostgresException.resource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The files of one home folder.
 *
 * <pre>
 * start.lock, users.lock   see HomeLocks
 * password                 of the server's only user
 * keep-running             present while the last user shall not stop the server
 * cluster                  the folder that holds what follows, where that is not the home folder
 * data/                    the cluster; made as data.new-ID, and renamed when it is whole
 * started-in               names the machine's boot and the container of the last start
 * port                     the last one used; taken again where free, so that clients find a restarted server
 * server.log
 * made-for-tests           present if the cluster was made without durability
 * </pre>
 */
final class Home {
    private final Path folder;
    private Path base;

    private Home(Path folder, Path base) {
        this.folder = folder;
        this.base = base;
    }

    /** Opens a home folder; makes it where it is missing. */
    static Home open(Path folder) {
        try {
            Files.createDirectories(folder);
            Path real = folder.toRealPath();
            Optional<String> note = OwnFiles.find(real.resolve("cluster"));
            if (note.isEmpty()) {
                return new Home(real, real);
            }
            Home home = new Home(real, Path.of(note.get()));
            home.checkNote();
            return home;
        } catch (IOException e) {
            throw resource("the folder " + folder + " cannot be used", e);
        }
    }

    /** A copied project must not share its original's cluster; a moved one takes it along. */
    private void checkNote() throws IOException {
        Path note = folder.resolve("cluster");
        if (!Files.isDirectory(base)) {
            throw external("the cluster folder " + base + ", noted in " + note + ", is gone. Bring it back, or delete"
                    + " " + note + " to start with an empty database");
        }
        Path owner = Path.of(OwnFiles.find(base.resolve("home")).orElse(folder.toString()));
        if (!owner.equals(folder) && Files.exists(owner.resolve("cluster"))) {
            throw external("the cluster folder " + base + " belongs to " + owner + ", of which " + folder
                    + " seems to be a copy. Delete " + note + " to start with an empty database");
        }
        if (!owner.equals(folder)) {
            OwnFiles.write(base.resolve("home"), folder.toString());
        }
    }

    /** Decides that the cluster, which does not exist yet, lies elsewhere. */
    void moveBase(Path elsewhere) throws IOException {
        OwnFiles.write(elsewhere.resolve("home"), folder.toString());
        OwnFiles.write(folder.resolve("cluster"), elsewhere.toString());
        base = elsewhere;
    }

    Path folder() {
        return folder;
    }

    Path base() {
        return base;
    }

    Path data() {
        return base.resolve("data");
    }

    Path log() {
        return base.resolve("server.log");
    }

    Path madeForTests() {
        return base.resolve("made-for-tests");
    }

    Path passwordFile() {
        return folder.resolve("password");
    }

    boolean hasCluster() {
        return Files.exists(data());
    }

    boolean keepsRunning() {
        return Files.exists(folder.resolve("keep-running"));
    }

    void keepRunning(boolean keep) {
        Path marker = folder.resolve("keep-running");
        try {
            if (keep) {
                OwnFiles.createPrivate(marker);
            } else {
                Files.deleteIfExists(marker);
            }
        } catch (IOException e) {
            throw resource(marker + " cannot be written", e);
        }
    }

    /** Returns the password, which exists since the first start. */
    String password() {
        try {
            return OwnFiles.find(passwordFile())
                    .orElseThrow(() -> external("the password file " + passwordFile()
                            + " is gone, so nobody can use the cluster " + data() + ". Bring the file back"));
        } catch (IOException e) {
            throw resource("the password file " + passwordFile() + " cannot be read", e);
        }
    }

    /** Makes a password unless a first start that was killed has made one. */
    String makePassword() throws IOException {
        Optional<String> present = OwnFiles.find(passwordFile());
        if (present.isPresent()) {
            return present.get();
        }
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        String password = HexFormat.of().formatHex(bytes);
        OwnFiles.write(passwordFile(), password);
        return password;
    }

    /**
     * Tells whether the last start was in another container, or before the machine's last boot. Process numbers of
     * there mean nothing here.
     */
    boolean startedElsewhere() {
        try {
            return OwnFiles.find(base.resolve("started-in"))
                    .filter(place -> !place.equals(thisPlace()))
                    .isPresent();
        } catch (IOException e) {
            throw resource(base.resolve("started-in") + " cannot be read", e);
        }
    }

    void rememberPlace() throws IOException {
        if (!thisPlace().equals(OwnFiles.find(base.resolve("started-in")).orElse(""))) {
            OwnFiles.write(base.resolve("started-in"), thisPlace());
        }
    }

    private static String thisPlace() {
        try {
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"), StandardCharsets.UTF_8);
            return boot.strip() + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException e) {
            return "this machine"; // No Linux, so no containers.
        }
    }

    OptionalInt lastPort() {
        try {
            Optional<String> text = OwnFiles.find(base.resolve("port"));
            return text.filter(t -> t.matches("[0-9]{1,5}")).isPresent()
                    ? OptionalInt.of(Integer.parseInt(text.get()))
                    : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    void rememberPort(int port) throws IOException {
        if (lastPort().orElse(0) != port) {
            OwnFiles.write(base.resolve("port"), Integer.toString(port));
        }
    }
}
