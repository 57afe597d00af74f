package io.volute.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void cutsLongTextAtSixtyCharacters() {
        assertThat(Excerpt.of("x".repeat(61))).isEqualTo("x".repeat(59) + "…");
        assertThat(Excerpt.of("x".repeat(60))).isEqualTo("x".repeat(60));
    }

    @Test
    void escapesWhatWouldChangeTheLineOrHide() {
        assertThat(Excerpt.of("a\nb\u202Ec\u200Bd\u001B[31m")).isEqualTo("a\\nb\\u202Ec\\u200Bd\\u001B[31m");
    }

    @Test
    void leavesOrdinaryTextOfAnyScriptAlone() {
        assertThat(Excerpt.of("Vögel 鳥 🐦")).isEqualTo("Vögel 鳥 🐦");
    }
}
