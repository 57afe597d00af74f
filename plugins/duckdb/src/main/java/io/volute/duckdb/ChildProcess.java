package io.volute.duckdb;

import io.volute.core.table.ColumnType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ColumnarChild} at work in its private folder, with little memory and nothing of this process's environment. One
 * thread reads what it writes; whoever asks for the next frame waits for it so long and no longer.
 */
final class ChildProcess implements AutoCloseable {
    private static final int FRAMES = 4;

    private final Process process;
    private final Thread reader;
    private final BlockingQueue<Object> queue = new ArrayBlockingQueue<>(FRAMES);

    private ChildProcess(Process process, String name) {
        this.process = process;
        this.reader = new Thread(this::fetch, name);
        reader.setDaemon(true);
        reader.start();
    }

    static ChildProcess start(Path folder, List<String> flags, List<String> arguments, String name) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(flags);
        command.addAll(List.of(
                // The driver may unpack its library; then it lies where it is deleted.
                "-Djava.io.tmpdir=" + folder,
                "-XX:-UsePerfData",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-cp",
                classPath(),
                ColumnarChild.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        @Nullable String libraries = environment.get("LD_LIBRARY_PATH");
        environment.clear();
        environment.put("LC_ALL", "C.UTF-8");
        if (libraries != null) {
            environment.put("LD_LIBRARY_PATH", libraries);
        }
        return new ChildProcess(
                builder.redirectError(ProcessBuilder.Redirect.DISCARD).start(), name);
    }

    /** Where the child's few classes are, however this process was started. */
    private static String classPath() throws IOException {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> one : List.of(ColumnarChild.class, ColumnType.class, DuckDBDriver.class)) {
            CodeSource source = one.getProtectionDomain().getCodeSource();
            if (source == null) {
                throw new IOException("nobody knows where " + one.getName() + " was loaded from");
            }
            try {
                places.add(Path.of(source.getLocation().toURI()).toString());
            } catch (URISyntaxException e) {
                throw new IOException(e);
            }
        }
        return String.join(System.getProperty("path.separator"), places);
    }

    private void fetch() {
        Frames frames = new Frames(process.getInputStream());
        try {
            while (true) {
                Object next;
                try {
                    next = frames.next();
                } catch (IOException e) {
                    next = e;
                }
                queue.put(next);
                if (next instanceof IOException) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // Nobody takes what comes any more.
            Thread.currentThread().interrupt();
        }
    }

    /** What the child reads. */
    OutputStream input() {
        return process.getOutputStream();
    }

    /**
     * The next frame.
     *
     * @return a {@link Frames.Frame}, an {@link IOException} when nothing that makes sense comes any more, or null when
     *     nothing came for so long
     */
    @Nullable Object next(Duration patience) throws InterruptedException {
        return queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What became of it. */
    String fate() throws InterruptedException {
        boolean over = process.waitFor(5, TimeUnit.SECONDS);
        return over ? "died (exit code " + process.exitValue() + ")" : "lost its way";
    }

    @Override
    public void close() {
        process.destroyForcibly();
        reader.interrupt();
        boolean interrupted = false;
        while (true) {
            try {
                process.waitFor();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes a child's folder. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
