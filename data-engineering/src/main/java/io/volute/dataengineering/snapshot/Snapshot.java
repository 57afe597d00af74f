package io.volute.dataengineering.snapshot;

import io.volute.core.artifact.Digest;
import io.volute.core.run.Slot;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The manifest of what was read: a pure function of the source's state and the contract, whatever the date.
 *
 * @param source name of the source
 * @param place where it came from, for example {@code data/birdstrikes.csv}
 * @param content digest of the bytes
 * @param logical digest of the rows whatever their format or order: equal when the same rows are delivered otherwise
 * @param contractVersion version of the contract they were read by
 * @param rows how many
 * @param first decision time of the earliest row
 * @param last decision time of the latest row
 * @param columns columns of the contract, sorted
 * @param undeclared columns of the source that the contract does not name; they are left out
 * @param duplicates by slot, rows that equal an earlier row in every column of the contract
 * @param unreadable values that are not of their column's type, where the contract sets them aside
 * @param licence under which the data may be used
 * @param others what was read beside it, by name of the join or label
 */
public record Snapshot(
        String source,
        String place,
        Digest content,
        Digest logical,
        int contractVersion,
        long rows,
        Instant first,
        Instant last,
        List<String> columns,
        List<String> undeclared,
        SortedMap<Slot, Long> duplicates,
        List<Unreadable> unreadable,
        Optional<String> licence,
        Optional<SortedMap<String, Other>> others) {
    /** Copies. */
    public Snapshot {
        columns = List.copyOf(columns);
        undeclared = List.copyOf(undeclared);
        duplicates = Collections.unmodifiableSortedMap(new TreeMap<>(duplicates));
        unreadable = List.copyOf(unreadable);
        others = others.map(all -> Collections.unmodifiableSortedMap(new TreeMap<>(all)));
    }

    /** A source whose records were joined or made labels of. */
    public record Other(String place, Digest content, int contractVersion, long rows, Optional<String> licence) {}

    /** A value that is not of its column's type. */
    public record Unreadable(String rowId, String column, String value, String expected) {}
}
