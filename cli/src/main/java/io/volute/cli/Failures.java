package io.volute.cli;

import io.volute.cli.output.Json;
import io.volute.cli.output.ProblemText;
import io.volute.cli.output.Terminal;
import io.volute.core.error.CoreError;
import io.volute.core.error.ErrorCode;
import io.volute.core.error.ErrorType;
import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;
import io.volute.postgres.embedded.EmbeddedPostgresException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns whatever went wrong into words and an exit code. A stack trace is never shown: what is our fault goes to a
 * report file, and its id to the user.
 */
public final class Failures {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Surroundings surroundings;

    /** Told in these surroundings. */
    public Failures(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Tells the failure.
     *
     * @param where what was being done, for example {@code volute run}
     * @param json whether a document of the failure is wanted too
     * @return the exit code
     */
    public int tell(String where, Throwable failure, boolean json) {
        VoluteException error = understand(failure).orElseGet(() -> ours(where, failure));
        Terminal.Channel channel = surroundings.terminal().problems();
        // The places of a spec are all told; those of data are too many, and its message has the first and a way on.
        if (error.code().type() == ErrorType.USER && !error.problems().isEmpty()) {
            ProblemText.print(error.problems(), channel);
        } else {
            ProblemText.print(where, error, channel);
        }
        if (json) {
            Json.print(Json.error(error), surroundings.terminal().results());
        }
        return error.code() == CoreError.INTERRUPTED
                ? ExitCode.INTERRUPTED
                : error.code().type().exitCode();
    }

    /** The error as the user can act on it; empty when it is a defect. */
    private static Optional<VoluteException> understand(Throwable failure) {
        Optional<VoluteException> found = Optional.empty();
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof VoluteException error) {
                // An internal wrapper may hide an outer cause that the user can act on, such as a full disk.
                if (error.code().type() != ErrorType.INTERNAL) {
                    return Optional.of(error);
                }
                found = Optional.empty();
            } else if (found.isEmpty()) {
                found = outside(cause);
            }
        }
        return found;
    }

    private static Optional<VoluteException> outside(Throwable cause) {
        if (cause instanceof EmbeddedPostgresException error) {
            ErrorCode code = error.kind() == EmbeddedPostgresException.Kind.RESOURCE
                    ? CoreError.STORAGE
                    : CoreError.DATABASE_UNAVAILABLE;
            return error(code, String.valueOf(error.getMessage()), cause);
        }
        if (cause instanceof OutOfMemoryError) {
            return error(
                    CoreError.STORAGE,
                    "out of memory (expected: more of it; for example VOLUTE_JAVA_OPTS=-Xmx2g)",
                    cause);
        }
        if (cause instanceof SQLException sql) {
            return database(sql);
        }
        if (cause instanceof FileSystemException error) {
            String reason = error.getReason() == null ? "not permitted or not there" : error.getReason();
            return error(CoreError.STORAGE, Excerpt.escaped(error.getFile() + ": " + reason), cause);
        }
        if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("No space left")) {
            return error(
                    CoreError.STORAGE, "no space left on the disk (expected: free space, then: volute resume)", cause);
        }
        return Optional.empty();
    }

    private static Optional<VoluteException> database(SQLException sql) {
        String state = String.valueOf(sql.getSQLState());
        if (state.equals("53100")) {
            return error(
                    CoreError.STORAGE, "the database's disk is full (expected: free space, then: volute resume)", sql);
        }
        boolean gone =
                state.startsWith("08") || state.startsWith("57P") || state.startsWith("53") || state.equals("40003");
        return gone
                ? error(
                        CoreError.DATABASE_UNAVAILABLE,
                        "the database does not answer (nothing is half-written; start it, then: volute resume)",
                        sql)
                : Optional.empty();
    }

    private static Optional<VoluteException> error(ErrorCode code, String message, Throwable cause) {
        return Optional.of(new VoluteException(code, message, cause));
    }

    private VoluteException ours(String where, Throwable failure) {
        String id = ID.format(surroundings.clock().instant()) + "-"
                + Integer.toHexString(System.identityHashCode(failure) & 0xFFFF);
        String place = write(id, where, failure)
                .map(file -> "its report is " + file)
                .orElse("its report could not be written");
        // A step that failed says which; anything else has only a report.
        String step = failure instanceof VoluteException ? "\n" + failure.getMessage() : "";
        return new VoluteException(
                CoreError.INTERNAL,
                "a defect in Volute, report " + id + ": " + place + step
                        + "\nnothing is half-written; please send the report, it holds no secrets");
    }

    private Optional<Path> write(String id, String where, Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        String text = "report " + id + "\nverb " + where + "\nversion " + Version.text() + "\njava "
                + System.getProperty("java.version") + " on " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + "\n\n" + trace;
        String clean = surroundings.terminal().redactor().clean(text);
        Path home = surroundings
                .variable("VOLUTE_HOME")
                .map(Path::of)
                .orElse(surroundings.folder().resolve(".volute"));
        return write(home, id, clean).or(() -> write(Path.of(System.getProperty("java.io.tmpdir")), id, clean));
    }

    private static Optional<Path> write(Path folder, String id, String text) {
        try {
            Path file = Files.createDirectories(folder.resolve("reports")).resolve(id + ".txt");
            return Optional.of(Files.writeString(file, text, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
