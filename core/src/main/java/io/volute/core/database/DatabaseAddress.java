package io.volute.core.database;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the database is, as typed fields; made from a URL by an allow-list. The password is kept apart and masked in
 * every text.
 *
 * @param host host name or address
 * @param port TCP port
 * @param database database name
 * @param user role
 * @param password its password, masked by {@link #toString}
 * @param parameters allowed driver parameters
 */
public record DatabaseAddress(
        String host, int port, String database, String user, Password password, Map<String, String> parameters) {
    private static final Set<String> ALLOWED = Set.of("sslmode", "sslrootcert", "ApplicationName");
    private static final int DEFAULT_PORT = 5432;
    private static final int LAST_PORT = 65_535;

    /** A password that no text shows. */
    public record Password(String value) {
        @Override
        public String toString() {
            return "***";
        }
    }

    /**
     * Reads {@code postgresql://user:password@host:port/database?sslmode=…}, with or without {@code jdbc:} in front;
     * user and password may also be parameters {@code user} and {@code password}.
     *
     * @throws VoluteException USAGE; the message never repeats the URL
     */
    public static DatabaseAddress parse(String url) {
        String text = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
        if (!text.startsWith("postgresql://") && !text.startsWith("postgres://")) {
            throw invalid("is no PostgreSQL URL");
        }
        try {
            URI uri = new URI("postgresql" + text.substring(text.indexOf(':')));
            Map<String, String> parameters = new TreeMap<>();
            if (uri.getRawQuery() != null) {
                for (String pair : uri.getRawQuery().split("&", -1)) {
                    int equals = pair.indexOf('=');
                    parameters.put(
                            decode(equals < 0 ? pair : pair.substring(0, equals)),
                            equals < 0 ? "" : decode(pair.substring(equals + 1)));
                }
            }
            String[] userInfo = uri.getRawUserInfo() == null
                    ? new String[0]
                    : uri.getRawUserInfo().split(":", 2);
            String user = userInfo.length > 0 ? decode(userInfo[0]) : parameters.getOrDefault("user", "postgres");
            String password = userInfo.length > 1 ? decode(userInfo[1]) : parameters.getOrDefault("password", "");
            parameters.keySet().removeAll(Set.of("user", "password"));
            for (String name : parameters.keySet()) {
                if (!ALLOWED.contains(name)) {
                    throw invalid("has the parameter " + name + " (allowed: sslmode, sslrootcert, ApplicationName)");
                }
            }
            String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
            if (uri.getHost() == null || path.isEmpty() || path.contains("/")) {
                throw invalid("names no host and database");
            }
            if (uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
                throw invalid("has the port " + uri.getPort() + ", and ports are 1 to " + LAST_PORT);
            }
            return new DatabaseAddress(
                    uri.getHost(),
                    uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                    path,
                    user,
                    new Password(password),
                    parameters);
        } catch (java.net.URISyntaxException | IllegalArgumentException e) {
            throw invalid("cannot be read");
        }
    }

    /** Copies. */
    public DatabaseAddress {
        parameters = java.util.Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** The driver's URL, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** For people. */
    @Override
    public String toString() {
        return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static VoluteException invalid(String what) {
        return new VoluteException(
                CoreError.USAGE,
                "--database " + what + " (expected postgresql://USER@HOST:PORT/DATABASE, password in"
                        + " VOLUTE_DATABASE_PASSWORD)");
    }
}
