package io.volute.dataengineering.snapshot;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.stage.StepContext;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataError;
import io.volute.dataengineering.contract.Availability;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.label.LabelSpec;
import io.volute.dataengineering.label.Maturity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a dataset at a date. Rows are sorted by time and delays do not depend on the row, so what is known of
 * a slot is told by a few counts; a slot whose counts are those of the last call keeps its artifacts if the store has
 * them. Not thread-safe.
 */
final class KnownBy {
    private final Dataset dataset;
    private final Contract contract;
    private final Maturity maturity;
    private final List<String> events = new ArrayList<>(List.of(Examples.ROW_ID, Examples.GROUP_ID, Examples.AT));
    private final Map<Slot, Remembered<Events>> lastEvents = new HashMap<>();
    private final Map<Slot, Remembered<Labels>> lastLabels = new HashMap<>();
    private @Nullable Always lastAlways;

    private record Always(Artifact<Positions> positions, Artifact<Hindsight> hindsight) {}

    private record Remembered<T>(List<Integer> counts, Artifact<T> artifact) {}

    KnownBy(Dataset dataset, Contract contract, LabelSpec label) {
        this.dataset = dataset;
        this.contract = contract;
        this.maturity = label.maturity(contract);
        events.addAll(contract.knownNow());
    }

    Ingest.Output output(Instant asOf, Snapshot snapshot, StepContext context) {
        SortedMap<Slot, Artifact<Events>> eventsBySlot = new TreeMap<>();
        SortedMap<Slot, Artifact<Labels>> labelsBySlot = new TreeMap<>();
        long rows = 0;
        long labelled = 0;
        Dataset.Range nothing = new Dataset.Range(0, 0);
        if (!dataset.at(0).isBefore(asOf)) {
            throw new VoluteException(
                    DataError.SOURCE_EMPTY,
                    snapshot.place() + ": no row was decided before " + asOf
                            + " (expected: at least one; the first is of " + dataset.at(0)
                            + ")\nfix: start later with --as-of");
        }
        for (Slot slot : dataset.slots().firstKey().until(asOf)) {
            context.checkInterrupted();
            Dataset.Range range = dataset.slots().getOrDefault(slot, nothing);
            int known = count(range, asOf, Availability.NOW::knownAt, true);
            // A label that may exist at once exists no sooner than its row.
            int withLabel = Math.min(known, count(range, asOf, maturity::knownAt, false));
            eventsBySlot.put(slot, eventsOf(slot, range.from(), known, context));
            labelsBySlot.put(slot, labelsOf(slot, range, withLabel, asOf, context));
            rows += known;
            labelled += withLabel;
        }
        Always always = always(context);
        Instant newest = dataset.at(Math.toIntExact(rows) - 1);
        return new Ingest.Output(
                context.write(AsOf.class, new AsOf(asOf)),
                eventsBySlot,
                labelsBySlot,
                context.write(Snapshot.class, snapshot),
                always.positions,
                always.hindsight,
                contract.freshness()
                        .map(rule -> context.write(
                                Freshness.class, new Freshness(newest, rule.isStale(newest, asOf), rule))),
                rows,
                labelled);
    }

    /** When a value that belongs to a decision is known. */
    private interface Knowing {
        Instant at(Instant decision);
    }

    /** How many of the slot's first rows are known by the date; {@code before} leaves those of the very date out. */
    private int count(Dataset.Range range, Instant asOf, Knowing knowing, boolean before) {
        int low = range.from();
        int high = range.to();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = knowing.at(dataset.at(middle)).compareTo(asOf);
            if (order < 0 || (order == 0 && !before)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - range.from();
    }

    private Artifact<Events> eventsOf(Slot slot, int from, int known, StepContext context) {
        return remembered(lastEvents, place(slot, known), List.of(known), context, () -> {
            Table rows = dataset.rows()
                    .select(events)
                    .pick(IntStream.range(from, from + known).toArray());
            return context.write(Events.class, new Events(rows));
        });
    }

    private Artifact<Labels> labelsOf(
            Slot slot, Dataset.Range range, int withLabel, Instant asOf, StepContext context) {
        List<Integer> counts = new ArrayList<>(List.of(withLabel));
        for (String name : contract.late()) {
            counts.add(Math.min(withLabel, lateCount(name, range, asOf)));
        }
        return remembered(
                lastLabels,
                place(slot, withLabel),
                counts,
                context,
                () -> context.write(Labels.class, new Labels(labelTable(range.from(), counts))));
    }

    /** Where a slot's artifact is remembered: all slots without rows share one, for there may be thousands of them. */
    private static Slot place(Slot slot, int rows) {
        return rows == 0 ? Slot.ALL : slot;
    }

    private int lateCount(String name, Dataset.Range range, Instant asOf) {
        var column = contract.columns().get(name);
        return column == null ? 0 : count(range, asOf, column.available()::knownAt, false);
    }

    private Table labelTable(int from, List<Integer> counts) {
        Column ids = dataset.rows().column(Examples.ROW_ID);
        int[] order = IntStream.range(from, from + counts.get(0)).toArray();
        ids.sortByText(order);
        Column.Builder knownAt = Column.builder(Truth.KNOWN_AT, ColumnType.INSTANT, order.length);
        for (int row : order) {
            knownAt.add(maturity.knownAt(dataset.at(row)));
        }
        List<Column> columns = new ArrayList<>(List.of(ids.pick(order), knownAt.build()));
        int number = 1;
        for (String name : contract.late()) {
            int until = from + counts.get(number++);
            Column values = dataset.rows().column(name);
            Column.Builder builder = Column.builder(name, values.type(), order.length);
            for (int row : order) {
                if (row < until) {
                    builder.copy(values, row);
                } else {
                    builder.addMissing();
                }
            }
            columns.add(builder.build());
        }
        return Table.of(columns);
    }

    private static <T> Artifact<T> remembered(
            Map<Slot, Remembered<T>> memory,
            Slot slot,
            List<Integer> counts,
            StepContext context,
            Supplier<Artifact<T>> write) {
        Remembered<T> last = memory.get(slot);
        if (last != null && last.counts.equals(counts) && context.contains(last.artifact)) {
            return last.artifact;
        }
        Artifact<T> artifact = write.get();
        memory.put(slot, new Remembered<>(List.copyOf(counts), artifact));
        return artifact;
    }

    /** What is known of all rows whatever the date. */
    private Always always(StepContext context) {
        Always last = lastAlways;
        if (last == null || !context.contains(last.positions) || !context.contains(last.hindsight)) {
            int[] byId = dataset.byId();
            last = new Always(
                    context.write(Positions.class, dataset.positions(byId)),
                    context.write(Hindsight.class, dataset.hindsight(contract.never(), byId)));
            lastAlways = last;
        }
        return last;
    }
}
