package io.volute.duckdb;

import io.volute.core.contract.metric.EventFile;
import io.volute.core.contract.metric.UnitTally;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds up the events of a columnar file in the process that opens it, so that only units and their totals pass between
 * the two. Answers nothing for a file that is not as declared, or that becomes of the process whatever it may: whoever
 * reads it row by row then says what is wrong with it.
 */
final class ChildTotals {
    private static final List<String> FLAGS = List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    private static final String MEMORY = "400MB";
    private static final long MEGABYTE = 1 << 20;

    private final TallySql sql;
    private final List<UnitTally> tallies;
    private final UnitAssignments assigned;
    private final long asOf;
    private final long atOnce;

    ChildTotals(TallySql sql, List<UnitTally> tallies, UnitAssignments assigned, long asOf) {
        this(sql, tallies, assigned, asOf, EventQuestion.AT_ONCE);
    }

    /** One that adds up so many events at once. */
    ChildTotals(TallySql sql, List<UnitTally> tallies, UnitAssignments assigned, long asOf, long atOnce) {
        this.sql = sql;
        this.tallies = List.copyOf(tallies);
        this.assigned = assigned;
        this.asOf = asOf;
        this.atOnce = atOnce;
    }

    Optional<UnitTotals> of(EventFile file) {
        try {
            return tried(file);
        } catch (SQLException | FileEvents.NotAsDeclared e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new VoluteException(
                    CoreError.STORAGE,
                    file.path() + ": cannot be handed to the process that reads it: " + e.getMessage()
                            + " (expected: a folder for temporary files with room for a copy of it)"
                            + "\nfix: free some space, or point TMPDIR elsewhere",
                    e);
        }
    }

    /** What it comes to, or why it does not. */
    Optional<UnitTotals> tried(EventFile file) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("volute-columnar-").toRealPath();
        try {
            // Several scans see the same bytes, whatever others do to the file meanwhile.
            Path copy = Files.copy(file.path(), folder.resolve("file.parquet"));
            List<String> arguments = List.of(copy.toString(), MEMORY, ColumnarChild.ANSWERS);
            try (ChildProcess child = ChildProcess.start(folder, FLAGS, arguments, "columnar " + file.path())) {
                return answer(new ChildEngine(child, patience(copy)), file);
            }
        } finally {
            ChildProcess.delete(folder);
        }
    }

    /** A statement says nothing before it is done: two minutes, and one more for each 60 MB of the file. */
    private static Duration patience(Path file) throws IOException {
        return Duration.ofMinutes(2).plusSeconds(Files.size(file) / MEGABYTE);
    }

    private Optional<UnitTotals> answer(ChildEngine engine, EventFile file) throws SQLException {
        Optional<EventColumns> columns =
                EventColumns.of(file, engine.open(new ArrayList<>(file.types().keySet())), sql);
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        EventQuestion question = new EventQuestion(engine, sql, tallies, assigned, asOf, atOnce);
        return Optional.of(question.answer(new FileEvents(engine, sql, columns.get(), assigned, asOf)));
    }
}
