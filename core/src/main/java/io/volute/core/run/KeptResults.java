package io.volute.core.run;

import io.volute.core.database.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Rows of results that heads name, as one walk meets them: read a batch at a time, since a finished row never changes.
 * Used by one thread.
 */
final class KeptResults {
    /** Units that are looked at together. */
    static final int BATCH = 64;

    private final Database database;
    private final ResultStore results;
    private Map<UUID, ResultStore.Row> rows = Map.of();

    KeptResults(Database database, ResultStore results) {
        this.database = database;
        this.results = results;
    }

    /** Reads what the heads of the next units name, in one statement, and forgets the units before. */
    void expect(Heads heads, List<Frame.Unit> units) {
        List<UUID> ids = units.stream()
                .flatMap(unit -> heads.find(unit.address(), unit.asOf()).stream())
                .map(Head::result)
                .distinct()
                .toList();
        rows = read(ids);
    }

    /** The row of a head's result. */
    ResultStore.Row of(Head head) {
        return Optional.ofNullable(rows.get(head.result()))
                .or(() -> Optional.ofNullable(read(List.of(head.result())).get(head.result())))
                .orElseThrow();
    }

    private Map<UUID, ResultStore.Row> read(List<UUID> ids) {
        return ids.isEmpty() ? Map.of() : database.jdbi().withHandle(handle -> results.byId(handle, ids));
    }
}
