package io.volute.modeling.feature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.core.spec.Doc;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.modeling.rows.TrainingTable;
import jakarta.inject.Inject;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One feature for each month, weekday or hour (UTC) of a point in time. Learns nothing but the names; a missing time has
 * no feature set.
 */
final class Calendar implements Transform {
    private static final String NAME = "calendar";
    private static final Set<ColumnType> TYPES = Set.of(ColumnType.INSTANT, ColumnType.DATE);

    /** A part of a point in time. */
    enum Part {
        /** January is 1. */
        MONTH(1, 12),
        /** Monday is 1. */
        WEEKDAY(1, 7),
        /** 0 to 23. */
        HOUR(0, 24);

        private final int first;
        private final int values;

        Part(int first, int values) {
            this.first = first;
            this.values = values;
        }

        int place(LocalDateTime time) {
            return switch (this) {
                case MONTH -> time.getMonthValue() - first;
                case WEEKDAY -> time.getDayOfWeek().getValue() - first;
                case HOUR -> time.getHour();
            };
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Doc("month, weekday or hour of a point in time, UTC")
    record Options(
            @Doc("columns that hold points in time; at is the decision time")
            List<String> columns,

            @Doc("which parts become features") List<Part> parts) {
        Options {
            columns = RawColumns.distinct(columns);
            if (parts.isEmpty() || Set.copyOf(parts).size() != parts.size()) {
                throw new IllegalArgumentException("parts: " + parts + " (expected: at least one part, none twice)");
            }
            parts = List.copyOf(parts);
        }
    }

    @Inject
    Calendar() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public List<String> columns(Record options) {
        return ((Options) options).columns();
    }

    @Override
    public Fitted fit(Record options, TrainingTable trainingRows) {
        Options wanted = (Options) options;
        for (String name : wanted.columns()) {
            RawColumns.requireType(NAME, trainingRows.table().column(name), TYPES);
        }
        return new FittedCalendar(wanted.columns(), wanted.parts());
    }

    @Override
    public Fitted read(JsonNode state) {
        List<String> columns = new ArrayList<>();
        state.get("columns").forEach(column -> columns.add(column.asText()));
        List<Part> parts = new ArrayList<>();
        state.get("parts").forEach(part -> parts.add(Part.valueOf(part.asText().toUpperCase(Locale.ROOT))));
        return new FittedCalendar(columns, parts);
    }

    private record FittedCalendar(List<String> columns, List<Part> parts) implements Fitted {
        private FittedCalendar {
            columns = List.copyOf(columns);
            parts = List.copyOf(parts);
        }

        @Override
        public List<String> features() {
            List<String> names = new ArrayList<>();
            for (String column : columns) {
                for (Part part : parts) {
                    for (int i = 0; i < part.values; i++) {
                        names.add(column + " " + part.text() + " = " + (part.first + i));
                    }
                }
            }
            return names;
        }

        @Override
        public JsonNode state() {
            ObjectNode state = JsonNodeFactory.instance.objectNode();
            ArrayNode names = state.putArray("columns");
            columns.forEach(names::add);
            ArrayNode texts = state.putArray("parts");
            parts.forEach(part -> texts.add(part.text()));
            return state;
        }

        @Override
        public Encoder over(Table rows) {
            List<Column> times = columns.stream()
                    .map(column -> RawColumns.find(rows, column, TYPES))
                    .toList();
            return (row, sink) -> {
                int feature = 0;
                for (Column time : times) {
                    LocalDateTime value =
                            time.isMissing(row) ? null : LocalDateTime.ofInstant(time.instantAt(row), ZoneOffset.UTC);
                    for (Part part : parts) {
                        if (value != null) {
                            sink.add(feature + part.place(value), 1.0);
                        }
                        feature += part.values;
                    }
                }
            };
        }
    }
}
