package io.volute.duckdb;

import io.volute.core.artifact.Digest;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.ColumnType;
import io.volute.core.table.ColumnarReader;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
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
 * Opens each file in a process of its own, {@link ColumnarChild}, which sees one private folder with a copy of the file,
 * has little memory and nothing of this process's environment. Whatever becomes of it is a message about the file.
 */
public final class ChildColumnarReader implements ColumnarReader {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String HEAP = "-Xmx192m";
    private static final String MEMORY = "300MB";
    private static final int FRAMES = 4;

    private final Duration patience;
    private final List<String> flags;

    /** A reader. */
    @Inject
    public ChildColumnarReader() {
        this(PATIENCE, List.of(HEAP, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    }

    /** One that waits so long for the next rows. */
    ChildColumnarReader(Duration patience, List<String> flags) {
        this.patience = patience;
        this.flags = List.copyOf(flags);
    }

    @Override
    public void read(Path file, Digest content, String place, Rows rows) {
        try {
            Path folder = Files.createTempDirectory("volute-columnar-").toRealPath();
            try {
                Path copy = folder.resolve("file.parquet");
                copy(file, content, place, copy);
                Process child = start(folder, copy);
                try {
                    take(child, place, rows);
                } finally {
                    end(child);
                }
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new VoluteException(
                    CoreError.STORAGE,
                    place + ": cannot be handed to the process that reads it: " + e.getMessage()
                            + " (expected: a folder for temporary files with room for a copy of it)"
                            + "\nfix: free some space, or point TMPDIR elsewhere",
                    e);
        }
    }

    /** What is read is what was digested, whatever others do to the file meanwhile. */
    private static void copy(Path file, Digest content, String place, Path copy) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            Files.copy(in, copy);
        }
        Digest found = new Digest(HexFormat.of().formatHex(sha256.digest()));
        if (!found.equals(content)) {
            throw new VoluteException(
                    CoreError.SOURCE_CHANGED,
                    place + ": changed while it was read (found " + found.brief() + ", expected " + content.brief()
                            + ")\nfix: run again when the file is complete");
        }
    }

    private Process start(Path folder, Path copy) throws IOException {
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
                ColumnarChild.class.getName(),
                copy.toString(),
                MEMORY));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        @Nullable String libraries = environment.get("LD_LIBRARY_PATH");
        environment.clear();
        environment.put("LC_ALL", "C.UTF-8");
        if (libraries != null) {
            environment.put("LD_LIBRARY_PATH", libraries);
        }
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
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

    /** One thread reads what the child writes; this one hands it on and counts how long nothing comes. */
    private void take(Process child, String place, Rows rows) {
        BlockingQueue<Object> queue = new ArrayBlockingQueue<>(FRAMES);
        Thread reader = new Thread(() -> fetch(child, queue), "columnar " + place);
        reader.setDaemon(true);
        reader.start();
        try {
            while (true) {
                Object next = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    throw refused(
                            place,
                            "nothing could be read out of it for " + patience.toSeconds() + " seconds",
                            "a whole Parquet file");
                } else if (next instanceof Frames.Frame.Head head) {
                    rows.header(head.columns());
                } else if (next instanceof Frames.Frame.Some some) {
                    some.batch().handTo(rows);
                } else if (next instanceof Frames.Frame.Failure failure) {
                    throw new VoluteException(CoreError.SOURCE_UNREADABLE, place + ": " + failure.message());
                } else if (next instanceof Frames.Frame.End) {
                    return;
                } else {
                    throw died(child, place);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VoluteException(CoreError.INTERRUPTED, place + ": interrupted while it was read", e);
        } finally {
            child.destroyForcibly();
            reader.interrupt();
        }
    }

    private static void fetch(Process child, BlockingQueue<Object> queue) {
        Frames frames = new Frames(child.getInputStream());
        try {
            while (true) {
                Object next;
                try {
                    next = frames.next();
                } catch (IOException e) {
                    next = e;
                }
                queue.put(next);
                if (!(next instanceof Frames.Frame.Head || next instanceof Frames.Frame.Some)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // Nobody takes what comes any more.
            Thread.currentThread().interrupt();
        }
    }

    private static VoluteException died(Process child, String place) throws InterruptedException {
        boolean over = child.waitFor(5, TimeUnit.SECONDS);
        return refused(
                place,
                "the process that opened it " + (over ? "died (exit code " + child.exitValue() + ")" : "lost its way"),
                "a whole Parquet file that fits into " + MEMORY);
    }

    private static VoluteException refused(String place, String what, String expected) {
        return new VoluteException(
                CoreError.SOURCE_UNREADABLE,
                place + ": " + what + " (expected: " + expected
                        + ")\nfix: deliver it again, it may be damaged; or write it with smaller row groups");
    }

    private static void end(Process child) {
        child.destroyForcibly();
        boolean interrupted = false;
        while (true) {
            try {
                child.waitFor();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
