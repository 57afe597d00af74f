package io.volute.cli.experiment;

import io.volute.businessanalysis.metric.EventTerm;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.cli.Surroundings;
import io.volute.cli.verb.FileFormat;
import io.volute.core.contract.metric.EventFile;
import io.volute.core.contract.metric.EventLog;
import io.volute.core.contract.metric.EventTotals.Assigned;
import io.volute.core.contract.metric.EventTotals.Logged;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.ValueType;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads assignments and events out of files, in the forms that are documented. */
final class EventFiles {
    private final FileFormat format;
    private final Surroundings surroundings;

    EventFiles(FileFormat format, Surroundings surroundings) {
        this.format = format;
        this.surroundings = surroundings;
    }

    /** Assignments: unit, arm, assigned_at, and perhaps exposed_at, is_bot and attributes. */
    Table assignments(Path file) {
        return new TypedFile(file, format, surroundings, new TypedFile.Columns() {
                    @Override
                    public Set<String> needed() {
                        return new LinkedHashSet<>(List.of(Assigned.UNIT, Assigned.ARM, Assigned.ASSIGNED_AT));
                    }

                    @Override
                    public SortedMap<String, ValueType> types(List<String> header) {
                        SortedMap<String, ValueType> types = new TreeMap<>();
                        header.forEach(name -> types.put(
                                name,
                                switch (name) {
                                    case Assigned.ASSIGNED_AT, Assigned.EXPOSED_AT -> ValueType.INSTANT;
                                    case Assigned.IS_BOT -> ValueType.BOOL;
                                    default -> ValueType.TEXT;
                                }));
                        return types;
                    }
                })
                .read();
    }

    /** Events: event_id, unit, event, at, perhaps received_at, and the columns that the metrics name. */
    EventLog events(Path file, SortedMap<MetricId, MetricDefinition> metrics) {
        return events(file, metrics, Optional.empty());
    }

    /** The same, and a column of texts by which they are divided. */
    EventLog events(Path file, SortedMap<MetricId, MetricDefinition> metrics, Optional<String> by) {
        SortedMap<String, ValueType> named = named(metrics);
        by.ifPresent(column -> named.put(column, ValueType.TEXT));
        Set<String> needed = new LinkedHashSet<>(List.of(Logged.EVENT_ID, Logged.UNIT, Logged.EVENT, Logged.AT));
        SortedMap<String, ValueType> types = new TreeMap<>(named);
        types.put(Logged.EVENT_ID, ValueType.TEXT);
        types.put(Logged.UNIT, ValueType.TEXT);
        types.put(Logged.EVENT, ValueType.TEXT);
        types.put(Logged.AT, ValueType.INSTANT);
        types.put(Logged.RECEIVED_AT, ValueType.INSTANT);
        TypedFile typed = new TypedFile(file, format, surroundings, new TypedFile.Columns() {
            @Override
            public Set<String> needed() {
                return needed;
            }

            @Override
            public SortedMap<String, ValueType> types(List<String> header) {
                return types;
            }
        });
        SortedMap<String, ColumnType> columns = new TreeMap<>();
        types.forEach((name, type) -> columns.put(name, type.column()));
        return new EventLog() {
            @Override
            public void read(Consumer<Table> parts) {
                typed.read(parts);
            }

            @Override
            public Optional<EventFile> file() {
                return format.columnar(file, surroundings)
                        .map(path -> new EventFile(path, columns, new TreeSet<>(needed)));
            }
        };
    }

    /** The columns that metrics name, with the types that this says they have. */
    private static SortedMap<String, ValueType> named(SortedMap<MetricId, MetricDefinition> metrics) {
        SortedMap<String, ValueType> types = new TreeMap<>();
        metrics.values().stream().flatMap(EventFiles::terms).forEach(term -> {
            term.value().ifPresent(column -> types.put(column, ValueType.NUMBER));
            term.distinct().ifPresent(column -> types.putIfAbsent(column, ValueType.TEXT));
            term.join().ifPresent(column -> types.putIfAbsent(column, ValueType.TEXT));
            term.where().map(Expression::parse).ifPresent(where -> {
                where.expectedTypes().forEach((column, type) -> types.putIfAbsent(column, type(type)));
                where.columns().forEach(column -> types.putIfAbsent(column, ValueType.TEXT));
            });
        });
        return types;
    }

    private static ValueType type(ColumnType type) {
        return type == ColumnType.DOUBLE ? ValueType.NUMBER : type == ColumnType.BOOL ? ValueType.BOOL : ValueType.TEXT;
    }

    private static Stream<EventTerm> terms(MetricDefinition definition) {
        return Stream.concat(
                Stream.of(definition.events(), definition.numerator(), definition.denominator())
                        .flatMap(term -> term.stream()),
                definition.steps().stream().flatMap(List::stream));
    }
}
