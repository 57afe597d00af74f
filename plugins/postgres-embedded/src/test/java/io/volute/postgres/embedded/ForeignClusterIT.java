package io.volute.postgres.embedded;

import static io.volute.postgres.embedded.EmbeddedPostgres.State.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that this version must not start, or not like this. */
class ForeignClusterIT {
    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void nameTheHome() throws IOException {
        home = folder.toRealPath().resolve("postgres");
    }

    @AfterEach
    void stop() {
        EmbeddedPostgres.stop(home);
    }

    private EmbeddedPostgres open() {
        return EmbeddedPostgres.open(Child.options(home).build());
    }

    @Test
    void aClusterMadeForTestsNeverPassesForADurableOne() {
        EmbeddedPostgres.open(Child.options(home).forTests().build()).close();
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(this::open)
                .withMessageContaining("was made for tests")
                .withMessageContaining(home.toString());
        assertThat(EmbeddedPostgres.status(home).inUse()).isFalse();
    }

    @Test
    void aLiveServerWithoutDurabilityIsRefused() {
        try (EmbeddedPostgres fast =
                EmbeddedPostgres.open(Child.options(home).forTests().build())) {
            assertThat(fast.port()).isPositive();
            assertThatExceptionOfType(EmbeddedPostgresException.class)
                    .isThrownBy(this::open)
                    .withMessageContaining("fsync=off, synchronous_commit=off, full_page_writes=off");
        }
    }

    @Test
    void theClusterOfAnotherVersionIsNamedWithTheWayOut() throws Exception {
        open().close();
        Files.writeString(home.resolve("data/PG_VERSION"), "19\n");
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(this::open)
                .withMessageContaining("was made by PostgreSQL 19, but this version of Volute brings 18.4")
                .withMessageContaining("db export")
                .withMessageContaining("--database")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(EmbeddedPostgresException.Kind.UNSUPPORTED));
    }

    @Test
    void aFolderThatIsNoClusterIsLeftAlone() throws Exception {
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data/thesis.txt"), "precious");
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(this::open)
                .withMessageContaining("is no PostgreSQL cluster");
        assertThat(home.resolve("data/thesis.txt")).hasContent("precious");
    }

    @Test
    void servesAnotherMajorVersionFromItsArchive() throws Exception {
        Path archive;
        try (Stream<Path> files = Files.list(Path.of("target", "other-postgres"))) {
            archive = files.findFirst().orElseThrow();
        }
        EmbeddedPostgres.Options old = Child.options(home).archive(archive).build();
        try (EmbeddedPostgres server = EmbeddedPostgres.open(old)) {
            assertThat(server.version()).startsWith("14.");
        }
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(this::open)
                .withMessageContaining("was made by PostgreSQL 14, but this version of Volute brings 18");
    }

    @Test
    void aMissingPasswordFileIsNamed() throws Exception {
        open().close();
        Files.delete(home.resolve("password"));
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(this::open)
                .withMessageContaining(home.resolve("password") + " is gone");
        assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(STOPPED);
    }
}
