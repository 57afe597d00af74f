package io.volute.core.artifact;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One process's folder of temporary files, inside the store's file system so that files can be renamed into place. The
 * process keeps a lock file beside the folder locked for as long as it lives, and the operating system unlocks it
 * however the process ends: that is how the collector knows what was left behind.
 */
final class Workspace {
    private static final String LOCK = ".lock";

    private final Path parent;
    private final Path folder;
    private @Nullable FileChannel alive;
    private long names;

    private Workspace(Path parent) {
        this.parent = parent;
        this.folder = parent.resolve(UUID.randomUUID().toString());
    }

    static Workspace in(Path parent) {
        return new Workspace(parent);
    }

    /** Where every process has its folder. */
    Path parent() {
        return parent;
    }

    /** A new empty folder. Everything is made at first use, so that a process that only asks leaves nothing. */
    synchronized Path newFolder() throws IOException {
        if (alive == null) {
            Files.createDirectories(parent);
            FileChannel channel =
                    FileChannel.open(lockOf(folder), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock();
            // Only now: a folder whose owner lives is never seen with its lock file unlocked.
            Files.createDirectory(folder);
            alive = channel;
        }
        return Files.createDirectory(folder.resolve(Long.toString(++names)));
    }

    /** Deletes this process's files. */
    synchronized void close() throws IOException {
        if (alive != null) {
            deleteTree(folder);
            Files.deleteIfExists(lockOf(folder));
            alive.close();
            alive = null;
        }
    }

    /** Counts the files that dead processes left and deletes them if asked. */
    int sweep(Instant old, boolean delete) throws IOException {
        if (!Files.exists(parent)) {
            return 0;
        }
        List<Path> children;
        try (Stream<Path> paths = Files.list(parent)) {
            children = paths.sorted().toList();
        }
        int count = 0;
        for (Path child : children) {
            if (!child.toString().endsWith(LOCK)) {
                count += sweepFolder(child, delete);
            } else if (delete && !Files.exists(ownerOf(child)) && StoreFiles.isOlder(child, old)) {
                Files.deleteIfExists(child);
            }
        }
        return count;
    }

    private int sweepFolder(Path other, boolean delete) throws IOException {
        if (other.equals(folder) || isAlive(lockOf(other))) {
            return 0;
        }
        int count;
        try (Stream<Path> paths = Files.walk(other)) {
            count = (int) paths.filter(Files::isRegularFile).count();
        }
        if (delete) {
            deleteTree(other);
            Files.deleteIfExists(lockOf(other));
        }
        return count;
    }

    private static boolean isAlive(Path lockFile) throws IOException {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Path lockOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }

    private static Path ownerOf(Path lockFile) {
        String name = lockFile.getFileName().toString();
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    static void deleteTree(Path tree) throws IOException {
        try {
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                    if (e != null) {
                        throw e;
                    }
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            // Nothing to delete.
        }
    }
}
