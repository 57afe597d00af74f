package io.volute.cli.project;

import io.volute.cli.ExitCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets Ctrl-C, or SIGTERM, stop a run between two steps: what is finished is kept and {@code volute resume} goes on. The
 * signal's shutdown waits until the process has told so and ends itself, or for ten seconds.
 */
public final class Interruption implements BooleanSupplier, AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch never = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "interruption");
    private volatile boolean stopped;

    /** Watches for the signal until closed. */
    public Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public boolean getAsBoolean() {
        return stopped;
    }

    private void stop() {
        stopped = true;
        try {
            if (!never.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                // A step that does not look is cut off like by kill -9, which resume copes with.
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The signal was quicker: the shutdown waits for the end of the process.
            stopped = true;
        }
    }
}
