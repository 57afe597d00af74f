package io.volute.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    @TempDir
    private Path folder;

    @Test
    void startsSharesAndStops() throws Exception {
        Path home = folder.resolve("postgres");
        try (EmbeddedPostgres first = EmbeddedPostgres.open(EmbeddedPostgres.Options.of(home))) {
            assertThat(first.dataDirectory()).isEqualTo(home.toRealPath().resolve("data"));
            assertThat(first.jdbcUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:" + first.port() + "/volute");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("data"))))
                    .isEqualTo("rwx------");
            EmbeddedPostgres second = EmbeddedPostgres.open(EmbeddedPostgres.Options.of(home));
            assertThat(second.port()).isEqualTo(first.port());
            second.close();
            assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(EmbeddedPostgres.State.RUNNING);
        }
        assertThat(EmbeddedPostgres.status(home).state()).isEqualTo(EmbeddedPostgres.State.STOPPED);
    }
}
