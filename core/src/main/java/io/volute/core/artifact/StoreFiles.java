package io.volute.core.artifact;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Where the store's files lie, and how they get there durably. The only class that makes paths of digests. */
final class StoreFiles {
    private static final int SHARDS = 256;
    private static final int BUFFER = 1 << 16;
    private static final int SYNCS = 8;

    private final Path root;
    private final Path digests;
    private final Path identity;

    private StoreFiles(Path root) {
        this.root = root;
        this.digests = root.resolve("sha256");
        this.identity = root.resolve("store-id");
    }

    static StoreFiles in(Path folder) throws IOException {
        return new StoreFiles(Files.createDirectories(folder).toRealPath());
    }

    Path root() {
        return root;
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path path(Digest digest) {
        return digests.resolve(digest.hex().substring(0, 2))
                .resolve(digest.hex().substring(2));
    }

    /** The store's identity, if this folder is a store already. */
    Optional<String> identity() throws IOException {
        return Files.exists(identity) ? Optional.of(Files.readString(identity).strip()) : Optional.empty();
    }

    /** Makes a store of this folder unless it is one; returns its identity. Under the exclusive lock. */
    String create() throws IOException {
        if (!Files.exists(identity)) {
            // All shard folders at once: a publish then never has to sync a parent folder too.
            Files.createDirectories(digests);
            for (int shard = 0; shard < SHARDS; shard++) {
                Files.createDirectories(digests.resolve(String.format(Locale.ROOT, "%02x", shard)));
            }
            sync(digests);
            Path draft = root.resolve("store-id.new");
            Files.writeString(draft, UUID.randomUUID() + "\n");
            sync(draft);
            Files.move(draft, identity, StandardCopyOption.ATOMIC_MOVE);
            sync(root);
        }
        return Files.readString(identity).strip();
    }

    /** All digests that have a file, sorted. */
    List<Digest> list() throws IOException {
        try (Stream<Path> paths = Files.walk(digests, 2)) {
            return paths.filter(Files::isRegularFile)
                    .map(StoreFiles::digest)
                    .flatMap(Optional::stream)
                    .sorted()
                    .toList();
        }
    }

    private static Optional<Digest> digest(Path file) {
        String hex = file.getName(file.getNameCount() - 2).toString() + file.getFileName();
        try {
            return Optional.of(new Digest(hex));
        } catch (IllegalArgumentException e) {
            // Not ours: the store deletes and reports only what it could have written.
            return Optional.empty();
        }
    }

    boolean isIntact(Digest digest) throws IOException {
        try {
            return hash(path(digest)).equals(digest);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    static Digest hash(Path file) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
            }
        }
        return new Digest(HexFormat.of().formatHex(sha256.digest()));
    }

    /** Renames a synced temporary file to its name, over a damaged one too. The caller syncs the folder afterwards. */
    void place(Path file, Digest digest) throws IOException {
        Path target = path(digest);
        if (!Files.exists(target.getParent())) {
            Files.createDirectories(target.getParent());
            sync(digests);
        }
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether the file is there and was written before; another collector may have been quicker. */
    static boolean isOlder(Path file, Instant than) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(than);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    static void readOnly(Path file) throws IOException {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        } catch (UnsupportedOperationException e) {
            if (!file.toFile().setReadOnly()) {
                throw new FileSystemException(file.toString(), null, "cannot be made read-only");
            }
        }
    }

    /** Makes a file or folder durable. A failure is final: a second try "succeeds" on pages that were dropped. */
    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Makes all of them durable, several at a time: a journalling file system commits for everybody who waits, so 240
     * files take less than a tenth of the time they would take one after the other.
     */
    static void syncAll(Collection<Path> paths) throws IOException {
        if (paths.size() <= 1) {
            for (Path path : paths) {
                sync(path);
            }
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(SYNCS, paths.size()));
        try {
            List<Callable<Path>> calls = new ArrayList<>();
            for (Path path : paths) {
                calls.add(() -> {
                    sync(path);
                    return path;
                });
            }
            for (Future<Path> call : threads.invokeAll(calls)) {
                call.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while making files durable");
        } finally {
            threads.shutdown();
        }
    }

    /** An error of the file system, for the person who owns the disk. */
    static VoluteException failure(String what, Path folder, IOException e) {
        String reason = String.valueOf(e.getMessage());
        String why;
        if (reason.contains("No space left on device") || reason.contains("Disk quota exceeded")) {
            why = "no space left in " + folder + " (fix: free some, or name another folder with --store)";
        } else if (e instanceof AccessDeniedException || reason.contains("Permission denied")) {
            why = "no permission in " + folder + " (expected a folder that this user may write)";
        } else if (reason.contains("Read-only file system")) {
            why = folder + " is on a read-only file system (expected a folder that this user may write)";
        } else {
            String cause = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : reason;
            why = folder + ": " + cause;
        }
        return new VoluteException(CoreError.STORAGE, what + ": " + why, e);
    }
}
