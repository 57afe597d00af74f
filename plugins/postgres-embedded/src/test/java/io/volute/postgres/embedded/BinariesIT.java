package io.volute.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesIT {
    @TempDir
    private Path cache;

    @Test
    void unpacksOnceForAllWhoAskAtOnceAndClearsUpAfterAKilledOne() throws Exception {
        Path killed = Files.createDirectories(cache.resolve(".unpack-killed/bin"));
        Files.writeString(killed.resolve("postgres"), "half a program");
        ServerArchive archive = ServerArchive.locate(Platform.current(), Optional.empty());
        Set<Binaries> found = IntStream.range(0, 3)
                .parallel()
                .mapToObj(i -> Binaries.unpacked(archive, cache))
                .collect(Collectors.toSet());
        assertThat(found).containsExactly(new Binaries(cache.resolve(archive.key()), "18.4"));
        assertThat(names()).containsExactlyInAnyOrder(archive.key(), "unpack.lock");
    }

    @Test
    void theKeyFollowsTheContentAndNotTheForm() throws Exception {
        Platform platform = Platform.current();
        Path plain = cache.resolve(platform.resource());
        ServerArchive fromJar = ServerArchive.locate(platform, Optional.empty());
        Files.write(plain, fromJar.open().readAllBytes());
        assertThat(ServerArchive.locate(platform, Optional.of(plain)).key()).isEqualTo(fromJar.key());
    }

    @Test
    void namesAnArchiveThatIsMissing() {
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> ServerArchive.locate(Platform.current(), Optional.of(cache.resolve("no.txz"))))
                .withMessageContaining(cache.resolve("no.txz").toString());
    }

    @Test
    void leavesNothingOfAnArchiveThatIsDamaged() throws Exception {
        Path damaged = cache.resolve("damaged.txz");
        byte[] bytes = ServerArchive.locate(Platform.current(), Optional.empty())
                .open()
                .readAllBytes();
        Files.write(damaged, Arrays.copyOf(bytes, bytes.length / 8));
        ServerArchive archive = ServerArchive.locate(Platform.current(), Optional.of(damaged));
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> Binaries.unpacked(archive, cache))
                .withMessageContaining("cannot be unpacked to " + cache.resolve(archive.key()));
        assertThat(names()).containsExactlyInAnyOrder("damaged.txz", "unpack.lock");
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
