package io.volute.core.run;

import io.volute.core.database.Database;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps claims alive while their steps run. Costs nothing for steps of less than five seconds. */
final class Leases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final long BEAT_SECONDS = 5;

    private final Database database;
    private final ResultStore results;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "volute-lease");
        thread.setDaemon(true);
        return thread;
    });

    Leases(Database database, ResultStore results) {
        this.database = database;
        this.results = results;
    }

    Lease keep(ResultStore.Claim claim) {
        return new Lease(claim);
    }

    @Override
    public void close() {
        beats.shutdownNow();
    }

    /** One claim that is kept alive until it is closed. */
    final class Lease implements AutoCloseable {
        private final ResultStore.Claim claim;
        private final ScheduledFuture<?> beat;
        private volatile boolean lost;

        private Lease(ResultStore.Claim claim) {
            this.claim = claim;
            this.beat = beats.scheduleWithFixedDelay(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
        }

        private void beat() {
            try {
                if (!database.jdbi().withHandle(handle -> results.heartbeat(handle, claim))) {
                    lost = true;
                }
            } catch (RuntimeException e) {
                // The commit will find out whether the claim still stands.
                LOG.debug("heartbeat failed", e);
            }
        }

        boolean lost() {
            return lost;
        }

        @Override
        public void close() {
            beat.cancel(false);
        }
    }
}
