package io.volute.core.run;

import io.volute.core.database.Database;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to run a project: one run at a time, whoever starts it, so that nobody computes on a half-finished
 * neighbour. A session lock of PostgreSQL: it ends with the process, however that ends.
 */
final class Turn {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
    private static final long POLL_NANOS = 50_000_000L;
    private static final long SPACE = 0x566f6c757465L;

    private Turn() {}

    /**
     * Waits for the turn, works, and gives it back.
     *
     * @param waiting told once when somebody else has the turn
     * @throws VoluteException INTERRUPTED when stopped while waiting
     */
    static <T> T during(Database database, UUID project, Runnable waiting, BooleanSupplier stopped, Supplier<T> work) {
        long number = SPACE ^ project.getMostSignificantBits() ^ project.getLeastSignificantBits();
        try (Handle handle = database.jdbi().open()) {
            boolean told = false;
            while (!Database.tryLock(handle, number)) {
                if (!told) {
                    waiting.run();
                    told = true;
                }
                if (stopped.getAsBoolean()) {
                    throw new VoluteException(
                            CoreError.INTERRUPTED, "interrupted while another run of this project was going on");
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
            try {
                return work.get();
            } finally {
                giveBack(handle, number);
            }
        }
    }

    private static void giveBack(Handle handle, long number) {
        try {
            Database.unlock(handle, number);
        } catch (RuntimeException e) {
            LOG.debug("the connection is gone, and the turn with it", e);
        }
    }
}
