package io.volute.postgres.embedded;

import static io.volute.postgres.embedded.EmbeddedPostgresException.external;
import static io.volute.postgres.embedded.EmbeddedPostgresException.resource;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The two file locks of one home folder: {@code start.lock}, held exclusively while somebody starts or stops the
 * server, and {@code users.lock}, held shared by every process that uses it. The operating system drops both when a
 * process dies, however it dies.
 *
 * <p>The operating system counts file locks by process, not by channel, and closing <em>any</em> descriptor of a file
 * drops the process's lock on it. So there is one object for each home in the whole JVM, which counts the users in
 * here and opens each file at most once. This registry is the reason for the only static state of the module.
 */
final class HomeLocks {
    private static final ConcurrentMap<Path, HomeLocks> BY_HOME = new ConcurrentHashMap<>();

    private final Path home;
    private final ReentrantLock thisJvm = new ReentrantLock(true);
    private int users;
    private @Nullable FileChannel usersFile;
    private @Nullable FileLock usersLock;

    private HomeLocks(Path home) {
        this.home = home;
    }

    /** Returns the locks of a home folder, which must exist. */
    static HomeLocks of(Path home) {
        try {
            return BY_HOME.computeIfAbsent(home.toRealPath(), HomeLocks::new);
        } catch (IOException e) {
            throw resource("the folder " + home + " cannot be used", e);
        }
    }

    /** The start lock, as long as it is not closed. Everything that changes the server's state asks for it. */
    final class Start implements AutoCloseable {
        private final FileChannel file;

        private Start(FileChannel file) {
            this.file = file;
        }

        /** Counts one more user of the server. */
        void enter() {
            if (users == 0) {
                try {
                    FileChannel opened = open("users.lock");
                    usersFile = opened;
                    usersLock = opened.tryLock(0, Long.MAX_VALUE, true);
                } catch (IOException e) {
                    closeUsers();
                    throw resource(home.resolve("users.lock") + " cannot be locked", e);
                }
                if (usersLock == null) {
                    closeUsers();
                    throw external(home.resolve("users.lock") + " is locked by another program");
                }
            }
            users++;
        }

        /** Takes one user away and tells whether that was the last one of all processes. */
        boolean leave() {
            users--;
            if (users > 0) {
                return false;
            }
            FileChannel opened = usersFile;
            FileLock lock = usersLock;
            if (opened == null || lock == null) {
                throw new IllegalStateException("leave without enter");
            }
            try {
                lock.release();
                return opened.tryLock() != null;
            } catch (IOException e) {
                throw resource(home.resolve("users.lock") + " cannot be unlocked", e);
            } finally {
                closeUsers();
            }
        }

        /** Tells whether another process uses the server, which this one has entered. */
        boolean usedElsewhere() {
            FileChannel opened = usersFile;
            FileLock lock = usersLock;
            if (opened == null || lock == null) {
                throw new IllegalStateException("not entered");
            }
            try {
                lock.release();
                FileLock alone = opened.tryLock();
                if (alone != null) {
                    alone.release();
                }
                // Nobody can be in the way: an exclusive lock is only ever tried for under the start lock.
                usersLock = opened.lock(0, Long.MAX_VALUE, true);
                return alone == null;
            } catch (IOException e) {
                throw resource(home.resolve("users.lock") + " cannot be locked", e);
            }
        }

        /** Tells whether some process, this one included, uses the server. */
        boolean inUse() {
            if (users > 0) {
                return true;
            }
            try (FileChannel opened = open("users.lock")) {
                return opened.tryLock() == null;
            } catch (IOException e) {
                throw resource(home.resolve("users.lock") + " cannot be locked", e);
            }
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw resource(home.resolve("start.lock") + " cannot be unlocked", e);
            } finally {
                thisJvm.unlock();
            }
        }
    }

    /** Waits for the start lock. */
    Start lockStart(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            if (!thisJvm.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy(limit);
            }
        } catch (InterruptedException e) {
            throw EmbeddedPostgresException.interrupted();
        }
        FileChannel file = null;
        boolean done = false;
        try {
            file = open("start.lock");
            while (file.tryLock() == null) {
                if (System.nanoTime() > deadline) {
                    throw busy(limit);
                }
                pause(Duration.ofMillis(2));
            }
            done = true;
            return new Start(file);
        } catch (IOException e) {
            throw resource(home.resolve("start.lock") + " cannot be locked", e);
        } finally {
            if (!done) {
                closeQuietly(file);
                thisJvm.unlock();
            }
        }
    }

    static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        if (Thread.interrupted()) {
            throw EmbeddedPostgresException.interrupted();
        }
    }

    private EmbeddedPostgresException busy(Duration limit) {
        return external("another process has been starting or stopping the embedded PostgreSQL in " + home
                + " for more than " + limit.toSeconds() + " s. Wait for it or end it, then try again");
    }

    private FileChannel open(String name) throws IOException {
        Path file = home.resolve(name);
        if (!Files.exists(file)) {
            OwnFiles.createPrivate(file);
        }
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void closeUsers() {
        closeQuietly(usersFile);
        usersFile = null;
        usersLock = null;
    }

    private static void closeQuietly(@Nullable FileChannel file) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw resource("a lock file cannot be closed", e);
            }
        }
    }
}
