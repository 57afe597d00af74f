package io.volute.duckdb;

import io.volute.core.contract.metric.EventLog;
import io.volute.core.contract.metric.EventTotals;
import io.volute.core.contract.metric.UnitTally;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Table;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Adds up events in a DuckDB of its own for each question, locked down to a private folder into which it spills what is
 * more than its memory. A file from elsewhere is added up in the process that opens it, where that can be done without
 * a row coming here; else its rows come, and conditions are evaluated before they reach the engine.
 */
public final class DuckDbEventTotals implements EventTotals {
    private static final String MEMORY = "600MB";

    /** A calculator. */
    @Inject
    public DuckDbEventTotals() {}

    @Override
    public UnitTotals totals(Table assignments, EventLog events, List<UnitTally> tallies, Optional<Instant> asOf) {
        UnitAssignments assigned = UnitAssignments.of(assignments);
        long limit = asOf.map(EventChunks::micros).orElse(Long.MAX_VALUE);
        TallySql sql = new TallySql(tallies);
        return events.file()
                .flatMap(file -> new ChildTotals(sql, tallies, assigned, limit).of(file))
                .orElseGet(() -> here(assigned, events, sql, tallies, limit));
    }

    private static UnitTotals here(
            UnitAssignments assigned, EventLog events, TallySql sql, List<UnitTally> tallies, long asOf) {
        try {
            Path folder = Files.createTempDirectory("volute-events-").toRealPath();
            folder.toFile().deleteOnExit();
            try (LocalEngine engine = LocalEngine.open(folder, MEMORY)) {
                EventQuestion question = new EventQuestion(engine, sql, tallies, assigned, asOf, EventQuestion.AT_ONCE);
                return question.answer(new EventChunks(engine, events, sql, assigned, asOf));
            } finally {
                Files.deleteIfExists(folder.resolve("spill"));
                Files.deleteIfExists(folder);
            }
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            throw new VoluteException(
                    message.contains("No space left") ? CoreError.STORAGE : CoreError.INTERNAL,
                    "events cannot be added up: " + message,
                    e);
        } catch (IOException e) {
            throw new VoluteException(
                    CoreError.STORAGE,
                    "events cannot be added up: " + e.getMessage()
                            + " (expected: a folder for temporary files; point TMPDIR at one)",
                    e);
        }
    }
}
