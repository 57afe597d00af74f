package io.volute.core.artifact;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Many publishers or one collector, between threads by a read-write lock and between processes by a file lock. Java's
 * file locks belong to the process, so the first reader takes the file's and the last one gives it back. Not reentrant.
 */
final class StoreLock implements Closeable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final FileChannel channel;
    private final ReentrantReadWriteLock threads = new ReentrantReadWriteLock(true);
    private final Object counter = new Object();
    private @Nullable FileLock shared;
    private int readers;

    /** Work under the lock. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    static StoreLock open(Path file) throws IOException {
        return new StoreLock(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    <T> T shared(Work<T> work) throws IOException {
        threads.readLock().lock();
        try {
            synchronized (counter) {
                if (readers == 0) {
                    shared = lock(true);
                }
                readers++;
            }
            try {
                return work.run();
            } finally {
                synchronized (counter) {
                    readers--;
                    if (readers == 0 && shared != null) {
                        shared.release();
                        shared = null;
                    }
                }
            }
        } finally {
            threads.readLock().unlock();
        }
    }

    <T> T exclusively(Work<T> work) throws IOException {
        threads.writeLock().lock();
        try {
            FileLock held = lock(false);
            try {
                return work.run();
            } finally {
                held.release();
            }
        } finally {
            threads.writeLock().unlock();
        }
    }

    private FileLock lock(boolean forReaders) throws IOException {
        while (true) {
            try {
                return channel.lock(0, Long.MAX_VALUE, forReaders);
            } catch (OverlappingFileLockException e) {
                // A second store object of this process on the same folder: wait for it like for any other process.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
