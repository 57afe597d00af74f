package io.volute.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.error.VoluteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
    @TempDir
    private Path folder;

    @Test
    void revealsAVariableAndShowsOnlyItsName() {
        Secret secret = Secret.parse("${env:DB_PASSWORD}");

        assertThat(secret.reveal(Map.of("DB_PASSWORD", "hunter2")::get, folder)).isEqualTo("hunter2");
        assertThat(secret).hasToString("${env:DB_PASSWORD}");
    }

    @Test
    void revealsTheFirstLineOfAFileBesideTheSpec() throws IOException {
        Files.writeString(folder.resolve("pass.txt"), "hunter2\n");

        assertThat(Secret.parse("${file:pass.txt}").reveal(name -> null, folder))
                .isEqualTo("hunter2");
    }

    @Test
    void saysWhichReferenceLeadsNowhere() {
        assertThatThrownBy(() -> Secret.parse("${env:NOPE}").reveal(name -> null, folder))
                .isInstanceOf(VoluteException.class)
                .hasMessage("${env:NOPE}: the environment variable is not set (expected: the secret)");
        assertThatThrownBy(() -> Secret.parse("${file:nope}").reveal(name -> null, folder))
                .isInstanceOf(VoluteException.class)
                .hasMessageContaining("${file:nope}: the file cannot be read");
    }

    @Test
    void doesNotQuoteWhatMayBeASecret() {
        assertThatThrownBy(() -> Secret.parse("hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("hunter2");
    }
}
