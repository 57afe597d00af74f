package io.volute.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** A command that was started, and what it has said so far. */
final class Running {
    private static final long PATIENCE_SECONDS = 180;

    private final String command;
    private final Process process;
    private final StringBuffer out = new StringBuffer();
    private final StringBuffer err = new StringBuffer();
    private final Thread outReader;
    private final Thread errReader;

    private Running(String command, Process process) {
        this.command = command;
        this.process = process;
        this.outReader = reader(process.getInputStream(), out);
        this.errReader = reader(process.getErrorStream(), err);
    }

    static Running start(Checkout checkout, String... arguments) {
        return new Running(String.join(" ", arguments), checkout.start(arguments));
    }

    private Thread reader(InputStream stream, StringBuffer text) {
        Thread thread = new Thread(() -> drain(stream, text), "output of " + command);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void drain(InputStream stream, StringBuffer text) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                text.append(line).append('\n');
                synchronized (this) {
                    notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has said this, on either stream. */
    synchronized void says(String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (out.indexOf(text) < 0 && err.indexOf(text) < 0) {
            assertThat(process.isAlive() && System.nanoTime() < deadline)
                    .as("%s: %s%n%s%n%s", command, text, out, err)
                    .isTrue();
            wait(TimeUnit.SECONDS.toMillis(1));
        }
    }

    /** SIGTERM. */
    Running terminate() {
        process.toHandle().destroy();
        return this;
    }

    /** SIGKILL. */
    Running kill() {
        process.toHandle().destroyForcibly();
        return this;
    }

    /** SIGINT, as Ctrl-C sends it. */
    Running interrupt() throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        return this;
    }

    /** Waits for its end. */
    Outcome finish() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as(command)
                .isTrue();
        outReader.join();
        errReader.join();
        return new Outcome(command, process.exitValue(), out.toString(), err.toString());
    }
}
