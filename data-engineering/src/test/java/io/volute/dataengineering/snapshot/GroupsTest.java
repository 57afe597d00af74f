package io.volute.dataengineering.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GroupsTest {
    @Test
    void comparesTextsWhateverTheirCaseBlanksAndForm() {
        // A ligature, a full-width letter, a sharp s and a no-break space.
        assertThat(Groups.normal("ﬁre Ａ Straße\u00a0x")).isEqualTo("fire a strasse x");
        assertThat(Groups.normal(" \tTwo  gulls\n ")).isEqualTo("two gulls");
        assertThat(Groups.normal("\u001f \u001f")).isEmpty();
    }
}
