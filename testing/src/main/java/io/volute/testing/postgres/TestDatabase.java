package io.volute.testing.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A database that belongs to one test.
 *
 * @param name of the database
 * @param jdbcUrl without the password
 * @param user may do everything
 * @param password of the user
 */
public record TestDatabase(String name, String jdbcUrl, String user, String password) {

    /** Returns the URL with user and password, as {@code --database} takes it. */
    public String urlWithPassword() {
        return jdbcUrl + (jdbcUrl.contains("?") ? "&" : "?") + "user=" + user + "&password=" + password;
    }

    /** Opens a connection, which the caller closes. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        Connection connection = new Driver().connect(jdbcUrl, properties);
        if (connection == null) {
            throw new SQLException("no URL of PostgreSQL: " + jdbcUrl);
        }
        return connection;
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return jdbcUrl;
    }
}
