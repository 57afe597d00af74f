package io.volute.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "birdstrikes", "logistic-strong", "v1.2", "a_b", "2fast", "com10", "p1m"})
    void acceptsNames(String text) {
        assertThat(Names.problem("project", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "a b",
                "-a",
                "a-",
                ".a",
                "a..b",
                "a/b",
                "../a",
                "ä",
                "a\n",
                "1",
                "1995",
                "1.5",
                "1e5",
                "0x1f",
                "2000-01-01",
                "1_000",
                "null",
                "true",
                "false",
                "nan",
                "inf",
                "latest",
                "head",
                "con",
                "nul.txt",
                "com1",
                "lpt9.tar.gz"
            })
    void refusesWhatShellsFileSystemsOrYamlReadDifferently(String text) {
        assertThat(Names.problem("project", text))
                .hasValueSatisfying(
                        message -> assertThat(message).startsWith("project: ").contains("(expected: "));
    }

    @Test
    void allowsSixtyFourLettersAndNoMore() {
        assertThat(Names.problem("project", "a".repeat(64))).isEmpty();
        assertThat(Names.problem("project", "a".repeat(65))).isPresent();
    }
}
