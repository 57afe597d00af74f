package io.volute.core.run;

import io.volute.core.artifact.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The histories of all aliases of a project, as far as one pass may see them. Used by one thread. */
final class Aliases {
    /**
     * One row of an alias' history.
     *
     * @param opened number of the pass in which it was appended
     */
    record Row(
            String entry,
            String alias,
            Instant asOf,
            long opened,
            boolean byHand,
            long seq,
            String toKey,
            Digest digest,
            Optional<UUID> stepRun) {}

    /** By date; a row by hand outranks the steps of its pass. */
    private static final Comparator<Row> ORDER = Comparator.comparing(Row::asOf)
            .thenComparing(Row::opened)
            .thenComparing(Row::byHand)
            .thenComparing(Row::seq);

    private final List<Row> rows;

    Aliases(List<Row> rows) {
        this.rows = new ArrayList<>(rows);
    }

    /** Where the alias points at an instant. */
    Optional<Row> find(String entry, String alias, Instant instant) {
        return rows.stream()
                .filter(row -> row.entry().equals(entry)
                        && row.alias().equals(alias)
                        && !row.asOf().isAfter(instant))
                .max(ORDER);
    }

    void committed(Row row) {
        rows.add(row);
    }

    /** All rows, in the order in which they count. */
    List<Row> history() {
        return rows.stream().sorted(ORDER).toList();
    }
}
