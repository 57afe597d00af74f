package io.volute.core.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps opened connections for the next user instead of closing them: what a short-lived process needs of a pool. */
final class ConnectionShelf implements ConnectionFactory, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionShelf.class);
    private final DataSource source;
    private final Deque<Connection> idle = new ArrayDeque<>();

    ConnectionShelf(DataSource source) {
        this.source = source;
    }

    @Override
    public Connection openConnection() throws SQLException {
        synchronized (idle) {
            Connection kept = idle.poll();
            if (kept != null && !kept.isClosed()) {
                return kept;
            }
        }
        return source.getConnection();
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        if (!connection.isClosed() && connection.getAutoCommit()) {
            synchronized (idle) {
                idle.push(connection);
            }
        } else {
            connection.close();
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            while (!idle.isEmpty()) {
                try {
                    idle.pop().close();
                } catch (SQLException e) {
                    LOG.debug("the server is gone: nothing is left to close", e);
                }
            }
        }
    }
}
