package io.volute.testing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestPostgresIT {
    @Test
    void sharesOneDurableServerInTheJvm() throws Exception {
        TestPostgres server = TestPostgres.shared();
        assertThat(server).isSameAs(TestPostgres.shared());
        assertThat(ask(server.createDatabase(), "show fsync")).isEqualTo("on");
    }

    @Test
    void clonesWhatTheTemplateHolds() throws Exception {
        TestPostgres server = TestPostgres.shared();
        TestDatabase template = server.createDatabase();
        try (Connection connection = template.connect()) {
            execute(connection, "create table t as select 42 as x");
        }
        TestDatabase first = server.cloneOf(template);
        TestDatabase second = server.cloneOf(template);
        try (Connection connection = first.connect()) {
            execute(connection, "update t set x = 1");
        }
        assertThat(ask(first, "select x from t")).isEqualTo("1");
        assertThat(ask(second, "select x from t")).isEqualTo("42");
    }

    @Test
    void losesDurabilityOnlyWhenAsked() throws Exception {
        try (TestPostgres server = TestPostgres.start(TestPostgres.Durability.NONE)) {
            assertThat(ask(server.createDatabase(), "show fsync")).isEqualTo("off");
        }
    }

    @Test
    void theExternalServerIsOfAnotherVersion() throws Exception {
        try (TestPostgres server = TestPostgres.external()) {
            assertThat(ask(server.createDatabase(), "show server_version")).startsWith("14");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static String ask(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
