package io.volute.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/** Logs in to the server with our password and asks it what it is. */
final class Login {
    /** Names of the SQL states that matter here. */
    static final String NO_SUCH_DATABASE = "3D000";

    static final String STARTING_OR_STOPPING = "57P03";
    static final String TOO_MANY_CONNECTIONS = "53300";

    private static final String DUPLICATE_DATABASE = "42P04";
    private static final String DUPLICATE_KEY = "23505";

    /**
     * What a server says of itself.
     *
     * @param version such as {@code 18.4}
     * @param dataDirectory as given at its start
     * @param unsafe the settings that should be {@code on} for durability and are not
     */
    record Facts(String version, Path dataDirectory, List<String> unsafe) {
        boolean serves(Path data) {
            try {
                return Files.isSameFile(dataDirectory, data);
            } catch (IOException e) {
                return false;
            }
        }
    }

    private final int port;
    private final String password;

    Login(int port, String password) {
        this.port = port;
        this.password = password;
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", Cluster.USER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("ApplicationName", "volute launcher");
        Connection connection = new Driver().connect(url(port, database), properties);
        if (connection == null) {
            throw new IllegalStateException("the driver refused its own kind of URL");
        }
        return connection;
    }

    /** Asks the server; makes the database where it is missing. */
    Facts ask(String database) throws SQLException {
        try (Connection connection = connect(database)) {
            return facts(connection);
        } catch (SQLException e) {
            if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
        }
        try (Connection connection = connect("postgres")) {
            Facts facts = facts(connection);
            create(connection, database, "template1");
            return facts;
        }
    }

    /** Makes a database as a copy of another; one that exists already is left as it is. */
    static void create(Connection connection, String database, String template) throws SQLException {
        try {
            run(connection, "create database " + quoted(database) + " template " + quoted(template));
        } catch (SQLException e) {
            // The second state is what the loser of a race sees.
            if (!DUPLICATE_DATABASE.equals(e.getSQLState()) && !DUPLICATE_KEY.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    static String quoted(String identifier) {
        if (!identifier.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException(
                    "database: " + identifier + " (expected a-z, 0-9 and _, a letter first, at most 63)");
        }
        return '"' + identifier + '"';
    }

    private static Facts facts(Connection connection) throws SQLException {
        String sql = """
                select current_setting('server_version'), current_setting('data_directory'),
                       current_setting('fsync'), current_setting('synchronous_commit'),
                       current_setting('full_page_writes'), current_setting('data_checksums')
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            List<String> unsafe = new ArrayList<>();
            List<String> names = List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums");
            for (int i = 0; i < names.size(); i++) {
                String value = row.getString(3 + i);
                if (!"on".equals(value)) {
                    unsafe.add(names.get(i) + "=" + value);
                }
            }
            return new Facts(row.getString(1), Path.of(row.getString(2)), List.copyOf(unsafe));
        }
    }
}
