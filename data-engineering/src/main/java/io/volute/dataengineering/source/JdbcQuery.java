package io.volute.dataengineering.source;

import io.volute.core.artifact.Digest;
import io.volute.core.database.DatabaseAddress;
import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;
import io.volute.core.spec.Secret;
import io.volute.dataengineering.DataError;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** One SELECT in one database: opens a connection, reads, closes it. No message holds a secret. */
final class JdbcQuery {
    private static final String SECONDS_TO_CONNECT = "10";
    /** Classes of SQLSTATE that are about the server or the way to it, not about the query. */
    private static final Set<String> OUTSIDE = Set.of("08", "28", "3D", "53", "57", "58", "XX");

    private final String name;
    private final JdbcOptions options;
    private final DatabaseAddress address;

    JdbcQuery(String name, JdbcOptions options, Function<String, @Nullable String> environment, Path specFolder) {
        this.name = name;
        this.options = options;
        this.address = address(environment, specFolder);
    }

    private DatabaseAddress address(Function<String, @Nullable String> environment, Path specFolder) {
        if (options.url().isEmpty()) {
            Optional<Secret> password = options.password();
            return new DatabaseAddress(
                    options.host().orElseThrow(),
                    options.port(),
                    options.database().orElseThrow(),
                    options.user().orElseThrow(),
                    new DatabaseAddress.Password(
                            password.isPresent() ? password.get().reveal(environment, specFolder) : ""),
                    Map.of());
        }
        Secret url = options.url().get();
        try {
            return DatabaseAddress.parse(url.reveal(environment, specFolder));
        } catch (VoluteException e) {
            if (String.valueOf(e.getMessage()).startsWith(url.toString())) {
                throw e;
            }
            // The parser's own message is about another option; it does not repeat the URL either.
            throw new VoluteException(
                    e.code(),
                    "source " + name + ": " + url + " holds no URL of PostgreSQL (expected:"
                            + " postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with no parameter but sslmode and"
                            + " sslrootcert)\nfix: correct what it refers to");
        }
    }

    /** Where the rows come from, for people. */
    String place() {
        return "postgresql://" + address.host() + ":" + address.port() + "/" + address.database();
    }

    /** Number of rows and maximum of the declared column; empty when none is declared. */
    Optional<String> watermark() {
        return options.watermark()
                .map(column -> ask(connection -> {
                    String sql = "select count(*), max(" + quoted(column) + ")::text from (" + options.query()
                            + "\n) as volute";
                    try (PreparedStatement statement = connection.prepareStatement(sql);
                            ResultSet rows = statement.executeQuery()) {
                        rows.next();
                        return rows.getLong(1) + " rows up to " + rows.getString(2);
                    }
                }));
    }

    /**
     * Reads all rows in order: the number of columns and their names, then row after row; each text as its length in UTF-8,
     * -1 for a missing one, and its bytes.
     *
     * @return digest of what was written
     */
    Digest read(OutputStream to) {
        MessageDigest sha256 = Digest.sha256();
        return ask(connection -> {
            List<JdbcColumn> columns = columns(connection);
            try (PreparedStatement statement = connection.prepareStatement(ordered(columns))) {
                statement.setFetchSize(options.fetchSize());
                try (ResultSet rows = statement.executeQuery();
                        DataOutputStream out =
                                new DataOutputStream(new DigestOutputStream(new BufferedOutputStream(to), sha256))) {
                    write(columns, rows, out);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Digest(HexFormat.of().formatHex(sha256.digest()));
        });
    }

    private String ordered(List<JdbcColumn> columns) {
        StringJoiner order = new StringJoiner(", ", " order by ", "");
        options.order().forEach(column -> order.add(quoted(column)));
        for (int number = 1; number <= columns.size(); number++) {
            order.add(String.valueOf(number));
        }
        return "select * from (" + options.query() + "\n) as volute" + order;
    }

    private static String quoted(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    private List<JdbcColumn> columns(Connection connection) throws SQLException {
        String sql = "select * from (" + options.query() + "\n) as volute limit 0";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet none = statement.executeQuery()) {
            ResultSetMetaData data = none.getMetaData();
            List<JdbcColumn> columns = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (int number = 1; number <= data.getColumnCount(); number++) {
                String column = data.getColumnLabel(number);
                if (column.isBlank() || !names.add(column.toLowerCase(Locale.ROOT))) {
                    throw refused(
                            "column name " + Excerpt.of(column)
                                    + " stands twice or is empty (expected: names that differ, not only in case)",
                            "name it in the query: … as other_name");
                }
                String type = data.getColumnTypeName(number);
                columns.add(JdbcColumn.of(data, number)
                        .orElseThrow(() -> refused(
                                "column " + Excerpt.of(column) + " is of type " + type
                                        + " (expected: text, numbers, bool, date, timestamptz or uuid)",
                                cast(column, type))));
            }
            return columns;
        }
    }

    private static String cast(String column, String type) {
        return type.equals("timestamp")
                ? "say its zone in the query: " + quoted(column) + " at time zone 'UTC' as " + quoted(column)
                : "cast it in the query: " + quoted(column) + "::text as " + quoted(column);
    }

    private void write(List<JdbcColumn> columns, ResultSet rows, DataOutputStream out)
            throws SQLException, IOException {
        out.writeInt(columns.size());
        for (JdbcColumn column : columns) {
            write(column.name(), out);
        }
        long number = 0;
        while (rows.next()) {
            number++;
            for (JdbcColumn column : columns) {
                try {
                    write(column.text(rows), out);
                } catch (IllegalArgumentException e) {
                    throw new VoluteException(
                            DataError.BAD_VALUE,
                            "source " + name + ": " + place() + ":" + number + ": " + column.name() + ": "
                                    + e.getMessage()
                                    + " (expected: a finite value, or NULL)\nfix: nullif(…) in the query",
                            e);
                }
            }
        }
        if (number == 0) {
            throw new VoluteException(
                    DataError.SOURCE_EMPTY,
                    "source " + name + ": " + place() + ": the query gives no rows (expected: at least one)"
                            + "\nfix: look at its conditions");
        }
    }

    private static void write(@Nullable String text, DataOutputStream out) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(utf8.length);
            out.write(utf8);
        }
    }

    /** What is asked of a connection. */
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** In one transaction that sees one state of the database and may change nothing. */
    private <T> T ask(Question<T> question) {
        try (Connection connection = connect()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            T answer = question.ask(connection);
            connection.rollback();
            return answer;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.putAll(address.parameters());
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password().value());
        properties.setProperty("connectTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("loginTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection = new Driver().connect(address.jdbcUrl(), properties);
        if (connection == null) {
            throw new SQLException("no URL of PostgreSQL", "08001");
        }
        return connection;
    }

    private VoluteException failed(SQLException e) {
        String state = e.getSQLState();
        String said = Excerpt.escaped(
                String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        if (state == null || OUTSIDE.contains(state.substring(0, 2))) {
            return new VoluteException(
                    DataError.SOURCE_UNREACHABLE,
                    "source " + name + ": " + place() + " does not answer: " + said
                            + " (expected: a database that " + address.user() + " may read)"
                            + "\nfix: look whether it runs and lets this user in, then run again",
                    e);
        }
        return refused(
                said + " (expected: a query that " + place() + " answers)",
                "correct data-engineering.sources." + name + ".query");
    }

    private VoluteException refused(String what, String fix) {
        return new VoluteException(DataError.QUERY_REFUSED, "source " + name + ": " + what + "\nfix: " + fix);
    }
}
