package io.volute.core.database;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Brings every module's schema up to date; one query says when nothing is to do. */
final class Migrations {
    private static final String HISTORY = "flyway_history";
    private static final int LEAST_MAJOR = 14;

    private final List<Migration> migrations;

    Migrations(List<Migration> migrations) {
        this.migrations = List.copyOf(migrations);
    }

    void apply(Jdbi jdbi, DataSource dataSource) {
        Map<String, Integer> present = jdbi.withHandle(this::present);
        for (Migration migration : migrations) {
            int latest = latest(migration);
            int now = present.getOrDefault(migration.schema(), 0);
            if (now > latest) {
                throw new VoluteException(
                        CoreError.DATABASE_NEWER,
                        "the schema " + migration.schema() + " of this database is at version " + now
                                + ", this Volute knows " + latest + ": use the newer Volute that wrote it");
            }
            if (now < latest) {
                Flyway.configure(Migrations.class.getClassLoader())
                        .dataSource(dataSource)
                        .schemas(migration.schema())
                        .defaultSchema(migration.schema())
                        .table(HISTORY)
                        .locations("classpath:" + migration.folder())
                        .validateMigrationNaming(true)
                        .load()
                        .migrate();
            }
        }
    }

    private Map<String, Integer> present(Handle handle) {
        List<String> withHistory = handle.createQuery(
                        "select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                                + " where c.relname = :table and n.nspname in (<schemas>)")
                .bind("table", HISTORY)
                .bindList("schemas", migrations.stream().map(Migration::schema).toList())
                .mapTo(String.class)
                .list();
        if (withHistory.isEmpty()) {
            return Map.of();
        }
        // Schema names come from the modules' own constants, never from outside.
        String sql = withHistory.stream()
                .map(schema -> "select '" + schema + "' as name, coalesce(max(version::int), 0) as version from "
                        + schema + "." + HISTORY + " where success and version is not null")
                .collect(Collectors.joining(" union all "));
        Map<String, Integer> versions = new TreeMap<>();
        handle.createQuery(sql)
                .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                .forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
        return versions;
    }

    private static int latest(Migration migration) {
        String file = migration.folder() + "/latest";
        try (InputStream in = Migrations.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("class path: " + file + " is missing");
            }
            return Integer.parseInt(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new IllegalStateException("class path: " + file + " cannot be read", e);
        }
    }

    static void requireSafe(Connection connection) throws SQLException {
        requireVersion(connection.getMetaData().getDatabaseMajorVersion());
        try (var statement = connection.prepareStatement("select current_setting('fsync')");
                var rows = statement.executeQuery()) {
            if (rows.next() && "off".equals(rows.getString(1)) && !Boolean.getBoolean("volute.test.unsafe-database")) {
                throw new VoluteException(
                        CoreError.DATABASE_UNSUITABLE,
                        "the database runs with fsync=off: what is acknowledged could be lost (set fsync=on)");
            }
        }
    }

    static void requireVersion(int major) {
        if (major < LEAST_MAJOR) {
            throw new VoluteException(
                    CoreError.DATABASE_UNSUITABLE,
                    "the database is PostgreSQL " + major + " (expected: " + LEAST_MAJOR
                            + " or newer; without --database and VOLUTE_DATABASE_URL Volute runs one of its own)");
        }
    }
}
