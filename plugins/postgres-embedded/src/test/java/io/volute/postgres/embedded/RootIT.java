package io.volute.postgres.embedded;

import static io.volute.postgres.embedded.EmbeddedPostgres.State.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL refuses root, and containers often run as nothing else. */
class RootIT {
    @TempDir
    private Path folder;

    private Path home;
    private Path elsewhere;

    @BeforeEach
    void prepare() throws IOException {
        assumeThat(OwnFiles.owner(folder)).as("run as root").isZero();
        home = folder.toRealPath().resolve("closed/postgres");
        elsewhere = folder.toRealPath().resolve("elsewhere");
        mode(folder, "rwxr-xr-x");
        mode(Files.createDirectory(folder.resolve("closed")), "rwx------");
    }

    @AfterEach
    void stop() {
        EmbeddedPostgres.stop(home);
    }

    private EmbeddedPostgres.Options options(RunAs... allowed) {
        return Child.options(home).runAs(allowed).rootFolder(elsewhere).build();
    }

    @Test
    void rootKeepsItsFilesInAUserNamespace() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.open(options(RunAs.USER_NAMESPACE))) {
            assertThat(server.dataDirectory()).isEqualTo(home.resolve("data"));
            assertThat(OwnFiles.owner(server.dataDirectory())).isZero();
        }
    }

    @Test
    void whereUnshareIsDeniedAnUnreachableHomeHasItsClusterElsewhere() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.open(options(RunAs.NOBODY))) {
            assertThat(server.dataDirectory().getParent().getParent()).isEqualTo(elsewhere);
            assertThat(OwnFiles.owner(server.dataDirectory())).isEqualTo(RunAs.NOBODY_ID);
            assertThat(home.resolve("cluster"))
                    .hasContent(server.dataDirectory().getParent().toString());
            assertThat(OwnFiles.owner(home.resolve("password"))).isZero();
        }
        assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(STOPPED);
        // The note counts, whatever becomes possible later.
        try (EmbeddedPostgres server = EmbeddedPostgres.open(options(RunAs.USER_NAMESPACE))) {
            assertThat(server.dataDirectory().getParent().getParent()).isEqualTo(elsewhere);
        }
    }

    @Test
    void theFilesChangeHandsWithTheAccount() throws Exception {
        mode(folder.resolve("closed"), "rwx--x--x");
        EmbeddedPostgres.open(options(RunAs.USER_NAMESPACE)).close();
        try (EmbeddedPostgres server = EmbeddedPostgres.open(options(RunAs.NOBODY))) {
            assertThat(server.dataDirectory()).isEqualTo(home.resolve("data"));
            assertThat(OwnFiles.owner(server.dataDirectory().resolve("base"))).isEqualTo(RunAs.NOBODY_ID);
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.open(options(RunAs.USER_NAMESPACE))) {
            assertThat(OwnFiles.owner(server.dataDirectory().resolve("base"))).isZero();
        }
    }

    @Test
    void aClusterThatNobodyCanReachIsNotReplacedByAnEmptyOne() {
        EmbeddedPostgres.open(options(RunAs.USER_NAMESPACE)).close();
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.open(options(RunAs.NOBODY)))
                .withMessageContaining("setpriv cannot enter " + home)
                .withMessageContaining("chmod o+x");
    }

    @Test
    void theClusterOfAnOrdinaryUserIsNotTakenOver() throws Exception {
        Path data = Files.createDirectories(home.resolve("data"));
        OwnFiles.give(data, 1000);
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.open(options(RunAs.values())))
                .withMessageContaining("belongs to user id 1000, but this process runs as 0");
        assertThat(OwnFiles.owner(data)).isEqualTo(1000);
    }

    @Test
    void whereNothingWorksTheWayOutIsNamed() {
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.open(options(RunAs.CALLER)))
                .withMessageContaining("PostgreSQL refuses to run as root")
                .withMessageContaining("unshare --user: not allowed by the options")
                .withMessageContaining("--database jdbc:postgresql://")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(EmbeddedPostgresException.Kind.UNSUPPORTED));
        assertThat(home.resolve("data")).doesNotExist();
    }

    private static void mode(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
