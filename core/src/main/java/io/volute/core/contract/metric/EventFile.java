package io.volute.core.contract.metric;

import io.volute.core.table.ColumnType;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A log of events that is one columnar file from elsewhere. Whoever opens it does so outside of this process, takes it
 * only if all of it is as declared here, and else reads the {@link EventLog}, which says what is not.
 *
 * @param path where it is
 * @param types types as which columns are read, if they are there
 * @param needed columns that have a value in every row
 */
public record EventFile(Path path, SortedMap<String, ColumnType> types, SortedSet<String> needed) {
    /** Copies. */
    public EventFile {
        types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
        needed = Collections.unmodifiableSortedSet(new TreeSet<>(needed));
    }
}
