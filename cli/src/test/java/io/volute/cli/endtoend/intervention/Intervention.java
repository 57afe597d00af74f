package io.volute.cli.endtoend.intervention;

import io.volute.core.run.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Does something when a moment comes for the nth time. */
public final class Intervention implements Checkpoint {
    /** Variable with the moment's name and the time that it comes, such as {@code COMMIT 3}. */
    public static final String WHEN = "VOLUTE_TEST_WHEN";

    /**
     * Variable: {@code kill} this process, {@code kill-server} of the data folder that follows, or {@code hold} the
     * process until the connection to the local port that follows ends. All kills are SIGKILL.
     */
    public static final String WHAT = "VOLUTE_TEST_WHAT";

    private final Moment moment;
    private final AtomicInteger left;
    private final Runnable act;

    private Intervention(Moment moment, int time, Runnable act) {
        this.moment = moment;
        this.left = new AtomicInteger(time);
        this.act = act;
    }

    static Intervention of(Map<String, String> environment) {
        String[] when = environment.getOrDefault(WHEN, "TELL 0").split(" ", 2);
        String[] what = (environment.getOrDefault(WHAT, "kill") + " ").split(" ", 2);
        String argument = what[1].strip();
        return new Intervention(
                Moment.valueOf(when[0]),
                Integer.parseInt(when[1]),
                switch (what[0]) {
                    case "kill" -> Intervention::killThisProcess;
                    case "kill-server" -> () -> killServer(Path.of(argument));
                    case "hold" -> () -> hold(Integer.parseInt(argument));
                    default -> throw new IllegalArgumentException(WHAT + ": " + what[0]);
                });
    }

    @Override
    public void at(Moment now) {
        if (now == moment && left.decrementAndGet() == 0) {
            act.run();
        }
    }

    private static void killThisProcess() {
        try {
            new ProcessBuilder(
                            "kill", "-9", Long.toString(ProcessHandle.current().pid()))
                    .start();
            new CountDownLatch(1).await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills the server of a data folder, and returns when everything that it started is gone. */
    public static void killServer(Path data) {
        Optional<ProcessHandle> server;
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            server = ProcessHandle.of(Long.parseLong(lines.get(0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.ifPresent(process -> {
            List<ProcessHandle> backends = process.descendants().toList();
            process.destroyForcibly();
            process.onExit().join();
            backends.forEach(ProcessHandle::destroyForcibly);
            backends.forEach(backend -> backend.onExit().join());
        });
    }

    private static void hold(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
