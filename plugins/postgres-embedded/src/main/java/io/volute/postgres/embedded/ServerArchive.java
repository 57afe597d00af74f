package io.volute.postgres.embedded;

import static io.volute.postgres.embedded.EmbeddedPostgresException.external;
import static io.volute.postgres.embedded.EmbeddedPostgresException.resource;
import static io.volute.postgres.embedded.EmbeddedPostgresException.unsupported;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The compressed server binaries: where they come from, and a key that changes with their content. The key is the
 * archive's size and checksum, which a jar lists without being read, so that a warm start costs nothing.
 */
final class ServerArchive {
    private final String key;
    private final Source source;

    /** Opens the compressed bytes. */
    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException;
    }

    private ServerArchive(Platform platform, long size, long crc, Source source) {
        String name = platform.resource().replaceAll("\\.txz$", "");
        this.key = name + "-" + HexFormat.of().toHexDigits((int) crc) + "-" + size;
        this.source = source;
    }

    /** Returns the name of the folder to unpack to. */
    String key() {
        return key;
    }

    InputStream open() throws IOException {
        return source.open();
    }

    /**
     * Finds the archive of a platform.
     *
     * @param file a {@code .txz} or a jar that holds one; empty for the class path
     */
    static ServerArchive locate(Platform platform, Optional<Path> file) {
        try {
            if (file.isEmpty()) {
                return onClassPath(platform);
            }
            if (!Files.isRegularFile(file.get())) {
                throw external("there is no PostgreSQL archive " + file.get()
                        + " (expected a .txz file or a jar that holds " + platform.resource() + ")");
            }
            return file.get().toString().endsWith(".jar") ? inJar(platform, file.get()) : plain(platform, file.get());
        } catch (IOException e) {
            throw resource("the archive of the PostgreSQL binaries cannot be read", e);
        }
    }

    private static ServerArchive onClassPath(Platform platform) throws IOException {
        URL url = ServerArchive.class.getResource("/" + platform.resource());
        if (url == null) {
            throw unsupported("the PostgreSQL binaries for this platform are not on the class path (expected the"
                    + " artifact io.zonky.test.postgres:" + platform.artifact() + "). Add it, or name a server of"
                    + " your own with --database");
        }
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection jar) {
            try (JarFile opened = jar.getJarFile()) {
                ZipEntry entry = Objects.requireNonNull(opened.getEntry(jar.getEntryName()));
                return new ServerArchive(platform, entry.getSize(), entry.getCrc(), url::openStream);
            }
        }
        byte[] bytes;
        try (InputStream in = connection.getInputStream()) {
            bytes = in.readAllBytes();
        }
        return inMemory(platform, bytes);
    }

    private static ServerArchive inJar(Platform platform, Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(platform.resource());
            if (entry == null) {
                throw external(file + " holds no " + platform.resource() + " (expected the jar of the artifact "
                        + platform.artifact() + ")");
            }
            return new ServerArchive(platform, entry.getSize(), entry.getCrc(), () -> {
                try (ZipFile again = new ZipFile(file.toFile())) {
                    return new ByteArrayInputStream(again.getInputStream(entry).readAllBytes());
                }
            });
        }
    }

    private static ServerArchive plain(Platform platform, Path file) throws IOException {
        return inMemory(platform, Files.readAllBytes(file));
    }

    private static ServerArchive inMemory(Platform platform, byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return new ServerArchive(platform, bytes.length, crc.getValue(), () -> new ByteArrayInputStream(bytes));
    }
}
