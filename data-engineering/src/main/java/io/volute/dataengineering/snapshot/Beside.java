package io.volute.dataengineering.snapshot;

import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.join.Join;
import io.volute.dataengineering.join.JoinSpec;
import io.volute.dataengineering.join.RecordSource;
import io.volute.dataengineering.join.Records;
import io.volute.dataengineering.label.EventLabels;
import io.volute.dataengineering.label.LabelSpec;
import io.volute.dataengineering.source.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what stands beside the rows, records to join and events to make labels of, and adds the columns that come of it.
 * What a row gets depends on records that were known at its decision alone, so a date up to which it is asked changes
 * nothing.
 */
final class Beside {
    private final PinnedSources sources;
    private final Contract decisions;
    private final List<Column> columns = new ArrayList<>();
    private final SortedMap<String, Snapshot.Other> read = new TreeMap<>();

    Beside(PinnedSources sources, Contract decisions) {
        this.sources = sources;
        this.decisions = decisions;
    }

    /** The rows with the columns that joins and the label's events add. */
    Table add(Table rows, Optional<SortedMap<String, JoinSpec>> joins, LabelSpec label) {
        columns.addAll(rows.columns());
        for (Map.Entry<String, JoinSpec> join : joins.orElseGet(TreeMap::new).entrySet()) {
            Records records = read(join.getValue().records(join.getKey()));
            columns.addAll(Join.columns(join.getKey(), join.getValue(), records, rows));
        }
        label.event().ifPresent(event -> {
            Records events = read(event.records(label.name()));
            columns.addAll(EventLabels.columns(label, events, rows));
        });
        return Table.of(columns);
    }

    private Records read(RecordSource source) {
        Delivery delivery = sources.open(source.name(), source.source());
        IdentifiedRows identified =
                IdentifiedRows.read(delivery, source.contract().contract());
        read.put(
                source.name(),
                new Snapshot.Other(
                        delivery.place(),
                        delivery.digest(),
                        source.contract().version(),
                        identified.rows().rows(),
                        delivery.licence()));
        return new Records(source, identified.rows(), decisions);
    }

    /** What was read, by name; empty when nothing stands beside the rows. */
    Optional<SortedMap<String, Snapshot.Other>> read() {
        return read.isEmpty() ? Optional.empty() : Optional.of(new TreeMap<>(read));
    }
}
