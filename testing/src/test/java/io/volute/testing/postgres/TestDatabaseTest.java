package io.volute.testing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestDatabaseTest {
    @Test
    void printsNoPassword() {
        TestDatabase database = new TestDatabase("d", "jdbc:postgresql://h/d", "u", "canary");
        assertThat(database.toString()).doesNotContain("canary");
        assertThat(database.urlWithPassword()).isEqualTo("jdbc:postgresql://h/d?user=u&password=canary");
    }
}
