package io.volute.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void isDurableUnlessToldOtherwise() {
        EmbeddedPostgres.Options options = EmbeddedPostgres.Options.of(Path.of("home"));
        assertThat(options.forTests()).isFalse();
        assertThat(options.keepRunning()).isFalse();
        assertThat(options.database()).isEqualTo("volute");
        assertThat(options.runAs()).containsExactly(RunAs.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Strikes", "1st", "a-b", "a\"; drop database postgres; --", "straße"})
    void refusesADatabaseNameThatWouldNeedQuotes(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedPostgres.Options.builder(Path.of("home"))
                        .database(name)
                        .build())
                .withMessageContaining("expected a-z, 0-9 and _");
    }
}
