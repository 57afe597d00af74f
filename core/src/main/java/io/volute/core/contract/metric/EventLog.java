package io.volute.core.contract.metric;

import io.volute.core.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A log of events that may be larger than memory: it hands on its parts, all of one schema, as often as it is asked. */
@FunctionalInterface
public interface EventLog {
    /** Reads all parts in order; each is used before the next one comes. */
    void read(Consumer<Table> parts);

    /** The file that it is, if it is one whose rows need not come here to be counted. */
    default Optional<EventFile> file() {
        return Optional.empty();
    }

    /** A log of tables that are there. */
    static EventLog of(List<Table> parts) {
        List<Table> copied = List.copyOf(parts);
        return copied::forEach;
    }
}
