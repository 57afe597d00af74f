package io.volute.core.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.postgresql.ds.PGSimpleDataSource;

/** An open PostgreSQL database with every module's tables up to date. Thread-safe. */
public final class Database implements AutoCloseable {
    private final DatabaseAddress address;
    private final Jdbi jdbi;
    private final AutoCloseable connections;

    private Database(DatabaseAddress address, Jdbi jdbi, AutoCloseable connections) {
        this.address = address;
        this.jdbi = jdbi.installPlugin(new SqlObjectPlugin()).installPlugin(new PostgresPlugin());
        this.connections = connections;
    }

    /** For a process that lives for one command: connections are made when needed and kept. */
    public static Database open(DatabaseAddress address, List<Migration> migrations) {
        var shelf = new ConnectionShelf(dataSource(address));
        return new Database(address, Jdbi.create(shelf), shelf).ready(migrations);
    }

    /** For a long-lived process: a pool of at most {@code size} connections. */
    public static Database pooled(DatabaseAddress address, int size, List<Migration> migrations) {
        var config = new HikariConfig();
        config.setDataSource(dataSource(address));
        config.setMaximumPoolSize(size);
        config.setPoolName("volute");
        try {
            var pool = new HikariDataSource(config);
            return new Database(address, Jdbi.create(pool), pool).ready(migrations);
        } catch (HikariPool.PoolInitializationException e) {
            throw Refusals.of(address, e);
        }
    }

    private Database ready(List<Migration> migrations) {
        try {
            jdbi.useHandle(handle -> Migrations.requireSafe(handle.getConnection()));
            new Migrations(migrations).apply(jdbi, dataSource(address));
            return this;
        } catch (JdbiException | FlywayException | SQLException e) {
            close();
            throw Refusals.of(address, e);
        } catch (VoluteException e) {
            close();
            throw e;
        }
    }

    /** Entry to SQL. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** Where it is; its text shows no password. */
    public DatabaseAddress address() {
        return address;
    }

    /**
     * Waits for the session lock of this number, held until the handle closes or the process dies.
     *
     * @return false when another session holds it for longer than the handle's lock timeout
     */
    public static boolean tryLock(Handle handle, long number) {
        return handle.createQuery("select pg_try_advisory_lock(:number)")
                .bind("number", number)
                .mapTo(Boolean.class)
                .one();
    }

    /** Gives the session lock back. */
    public static void unlock(Handle handle, long number) {
        handle.createQuery("select pg_advisory_unlock(:number)")
                .bind("number", number)
                .mapTo(Boolean.class)
                .one();
    }

    /** The error for a database that does not answer; says how to go on. */
    public VoluteException unavailable(Exception cause) {
        return new VoluteException(
                CoreError.DATABASE_UNAVAILABLE,
                "the database " + address + " does not answer (nothing is half-written; start it, then: volute resume)",
                cause);
    }

    @Override
    public void close() {
        try {
            connections.close();
        } catch (Exception e) {
            throw new IllegalStateException("closing connections", e);
        }
    }

    private static DataSource dataSource(DatabaseAddress address) {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {address.host()});
        source.setPortNumbers(new int[] {address.port()});
        source.setDatabaseName(address.database());
        source.setUser(address.user());
        source.setPassword(address.password().value());
        source.setApplicationName("volute");
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(10);
        if (address.parameters().containsKey("sslmode")) {
            source.setSslMode(address.parameters().get("sslmode"));
        }
        if (address.parameters().containsKey("sslrootcert")) {
            source.setSslRootCert(address.parameters().get("sslrootcert"));
        }
        source.setOptions("-c lock_timeout=30s -c TimeZone=UTC");
        return source;
    }

    /** Whether the exception says that the connection is gone rather than that the statement was wrong. */
    public static boolean connectionLost(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                if (state.startsWith("08") || state.startsWith("57P") || state.equals("40003")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether this connection still answers. */
    static boolean alive(Connection connection) throws SQLException {
        return !connection.isClosed() && connection.isValid(2);
    }
}
