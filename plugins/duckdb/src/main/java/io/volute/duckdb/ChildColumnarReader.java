package io.volute.duckdb;

import io.volute.core.artifact.Digest;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.ColumnarReader;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Opens each file in a process of its own, {@link ColumnarChild}, which sees one private folder with a copy of the file,
 * has little memory and nothing of this process's environment. Whatever becomes of it is a message about the file.
 */
public final class ChildColumnarReader implements ColumnarReader {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> FLAGS = List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    private static final String PREFIX = "volute-columnar-";
    private static final String MEMORY = "300MB";

    private final Duration patience;
    private final List<String> flags;
    private final Optional<Path> scratch;

    /** A reader, whose private folders lie among all temporary ones. */
    @Inject
    public ChildColumnarReader() {
        this(PATIENCE, FLAGS, Optional.empty());
    }

    /** One that makes its private folders here. */
    ChildColumnarReader(Path scratch) {
        this(PATIENCE, FLAGS, Optional.of(scratch));
    }

    /** One that waits so long for the next rows. */
    ChildColumnarReader(Duration patience, List<String> flags) {
        this(patience, flags, Optional.empty());
    }

    private ChildColumnarReader(Duration patience, List<String> flags, Optional<Path> scratch) {
        this.patience = patience;
        this.flags = List.copyOf(flags);
        this.scratch = scratch;
    }

    private Path folder() throws IOException {
        return scratch.isPresent()
                ? Files.createTempDirectory(scratch.get(), PREFIX)
                : Files.createTempDirectory(PREFIX);
    }

    @Override
    public void read(Path file, Digest content, String place, Rows rows) {
        try {
            Path folder = folder().toRealPath();
            try {
                Path copy = folder.resolve("file.parquet");
                copy(file, content, place, copy);
                List<String> arguments = List.of(copy.toString(), MEMORY);
                try (ChildProcess child = ChildProcess.start(folder, flags, arguments, "columnar " + place)) {
                    take(child, place, rows);
                }
            } finally {
                ChildProcess.delete(folder);
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

    /** Hands on what the child writes and counts how long nothing comes. */
    private void take(ChildProcess child, String place, Rows rows) {
        try {
            while (true) {
                Object next = child.next(patience);
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
                    throw refused(
                            place,
                            "the process that opened it " + child.fate(),
                            "a whole Parquet file that fits into " + MEMORY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VoluteException(CoreError.INTERRUPTED, place + ": interrupted while it was read", e);
        }
    }

    private static VoluteException refused(String place, String what, String expected) {
        return new VoluteException(
                CoreError.SOURCE_UNREADABLE,
                place + ": " + what + " (expected: " + expected
                        + ")\nfix: deliver it again, it may be damaged; or write it with smaller row groups");
    }
}
