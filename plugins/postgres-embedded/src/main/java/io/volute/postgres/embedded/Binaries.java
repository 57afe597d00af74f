package io.volute.postgres.embedded;

import static io.volute.postgres.embedded.EmbeddedPostgresException.external;
import static io.volute.postgres.embedded.EmbeddedPostgresException.resource;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacked server programs.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 * @param version such as {@code 18.4}
 */
record Binaries(Path folder, String version) {
    private static final Logger LOG = LoggerFactory.getLogger(Binaries.class);
    private static final String VERSION_FILE = "volute-version";
    private static final String STAGING = ".unpack-";
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+(?:\\.\\d+)*)");

    int major() {
        return Integer.parseInt(version.split("\\.", 2)[0]);
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    /** Uses an installation as it is; its folder holds {@code bin/postgres}. */
    static Binaries installed(Path folder) {
        return new Binaries(folder, askVersion(folder));
    }

    /**
     * Returns the programs of an archive, unpacked below the cache folder where they are not yet. Any number of
     * processes may ask at once, and a killed one leaves nothing that another would use.
     */
    static Binaries unpacked(ServerArchive archive, Path cache) {
        Path target = cache.resolve(archive.key());
        try {
            var version = OwnFiles.find(target.resolve(VERSION_FILE));
            if (version.isPresent()) {
                return new Binaries(target, version.get());
            }
            Files.createDirectories(cache);
            synchronized (Binaries.class) {
                try (FileChannel file = FileChannel.open(
                                cache.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = file.lock()) {
                    if (!lock.isValid()) {
                        throw external(cache + " cannot be locked");
                    }
                    return unpack(archive, cache, target);
                }
            }
        } catch (IOException e) {
            throw resource("the PostgreSQL binaries cannot be unpacked to " + target, e);
        }
    }

    private static Binaries unpack(ServerArchive archive, Path cache, Path target) throws IOException {
        var version = OwnFiles.find(target.resolve(VERSION_FILE));
        if (version.isPresent()) {
            return new Binaries(target, version.get());
        }
        // Whoever holds the lock is the only unpacker, so these are the remains of killed ones.
        try (DirectoryStream<Path> remains = Files.newDirectoryStream(cache, STAGING + "*")) {
            for (Path remain : remains) {
                OwnFiles.deleteTree(remain);
            }
        }
        OwnFiles.deleteTree(target);
        LOG.info("Unpacking PostgreSQL to {}", target);
        Path staging = cache.resolve(STAGING + UUID.randomUUID());
        Files.createDirectory(staging);
        try {
            extract(archive, staging);
            String found = askVersion(staging);
            OwnFiles.write(staging.resolve(VERSION_FILE), found);
            Files.setPosixFilePermissions(staging.resolve(VERSION_FILE), PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
            OwnFiles.sync(cache);
            return new Binaries(target, found);
        } catch (IOException | RuntimeException e) {
            OwnFiles.deleteTree(staging);
            throw e;
        }
    }

    private static void extract(ServerArchive archive, Path folder) throws IOException {
        List<Path> written = new ArrayList<>();
        try (InputStream bytes = archive.open();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(bytes)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName();
                Path file = folder.resolve(name).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("the archive holds a path that leads out of it: " + name);
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    link(folder, file, entry.getLinkName());
                } else if (!name.endsWith(".a")) { // Those are for compilers only.
                    Files.createDirectories(OwnFiles.parent(file));
                    Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
                    boolean program = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                    written.add(file);
                }
            }
        }
        // Without this a power cut could leave empty files in a folder that looks whole.
        for (Path file : written) {
            OwnFiles.sync(file);
        }
    }

    private static void link(Path folder, Path file, String to) throws IOException {
        if (!OwnFiles.parent(file).resolve(to).normalize().startsWith(folder)) {
            throw new IOException("the archive holds a link that leads out of it: " + to);
        }
        Files.createDirectories(OwnFiles.parent(file));
        Files.createSymbolicLink(file, Path.of(to));
    }

    private static String askVersion(Path folder) {
        Path program = folder.resolve("bin").resolve("postgres");
        Command.Result result = Command.run(List.of(program.toString(), "--version"), folder, Duration.ofSeconds(30));
        Matcher matcher = VERSION.matcher(result.output());
        if (!result.ok() || !matcher.find()) {
            throw external(program + " does not run here: " + result.summary()
                    + ". Name a server of your own with --database");
        }
        return matcher.group(1);
    }
}
