package io.volute.core.run;

import io.volute.core.database.Database;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;

/**
 * The right to run a project: one run at a time, whoever starts it, so that nobody computes on a half-finished
 * neighbour. A session lock of PostgreSQL: it ends with the process, however that ends.
 */
final class Turn implements AutoCloseable {
    private static final long POLL_NANOS = 50_000_000L;
    private static final long SPACE = 0x566f6c757465L;

    private final Handle handle;
    private final long number;

    private Turn(Handle handle, long number) {
        this.handle = handle;
        this.number = number;
    }

    /** Waits for the turn; {@code waiting} is told once when somebody else has it. */
    static Turn take(Database database, UUID project, Runnable waiting, BooleanSupplier stopped) {
        long number = SPACE ^ project.getMostSignificantBits() ^ project.getLeastSignificantBits();
        Handle handle = database.jdbi().open();
        boolean told = false;
        while (!Database.tryLock(handle, number)) {
            if (!told) {
                waiting.run();
                told = true;
            }
            if (stopped.getAsBoolean()) {
                handle.close();
                throw new io.volute.core.error.VoluteException(
                        io.volute.core.error.CoreError.INTERRUPTED, "interrupted while another process was running");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return new Turn(handle, number);
    }

    @Override
    public void close() {
        try (handle) {
            Database.unlock(handle, number);
        } catch (RuntimeException e) {
            // The connection is gone, and the lock with it.
            return;
        }
    }
}
