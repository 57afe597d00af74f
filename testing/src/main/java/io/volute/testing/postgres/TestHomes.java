package io.volute.testing.postgres;

import io.volute.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** Folders of test servers, named by the JVM that made them, so that the next one can clear up after a killed one. */
final class TestHomes {
    private TestHomes() {}

    static Path create() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"), "volute-test-" + System.getProperty("user.name"));
        try {
            Files.createDirectories(parent);
            sweep(parent);
            String name =
                    String.format(Locale.ROOT, "%d-%s", ProcessHandle.current().pid(), UUID.randomUUID());
            return Files.createDirectory(parent.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for a test server in " + parent, e);
        }
    }

    private static void sweep(Path parent) throws IOException {
        List<Path> homes;
        try (Stream<Path> files = Files.list(parent)) {
            homes = files.filter(TestHomes::ownerIsDead).toList();
        }
        for (Path home : homes) {
            if (EmbeddedPostgres.stop(home) != EmbeddedPostgres.Stop.IN_USE) {
                delete(home);
            }
        }
    }

    private static boolean ownerIsDead(Path home) {
        String pid = String.valueOf(home.getFileName()).replaceFirst("-.*", "");
        return pid.matches("[0-9]{1,10}")
                && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    static void delete(Path home) {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(home + " cannot be deleted", e);
        }
    }
}
