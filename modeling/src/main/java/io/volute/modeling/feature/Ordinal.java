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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A category with a declared order as a number from 0 for the lowest value to 1 for the highest, in equal steps. A gap or
 * a value that was not declared takes the middle level of the training rows, and has a feature of its own if any training
 * row is like that.
 */
final class Ordinal implements Transform {
    private static final String NAME = "ordinal";
    private static final Set<ColumnType> TYPES = Set.of(ColumnType.TEXT);

    @Doc("a category whose values have an order, as a number from 0 to 1")
    record Options(
            @Doc("columns that hold the category") List<String> columns,

            @Doc("its values, the lowest first") List<String> order) {
        Options {
            columns = RawColumns.distinct(columns);
            if (order.size() < 2 || Set.copyOf(order).size() != order.size()) {
                throw new IllegalArgumentException(
                        "order: " + order + " (expected: at least two values, the lowest first, none twice)");
            }
            order = List.copyOf(order);
        }
    }

    @Inject
    Ordinal() {}

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
        List<Levels> levels = new ArrayList<>();
        for (String name : wanted.columns()) {
            levels.add(levels(trainingRows.table().column(name), wanted.order()));
        }
        return new FittedOrdinal(levels);
    }

    private static Levels levels(Column column, List<String> order) {
        RawColumns.requireType(NAME, column, TYPES);
        int[] known = IntStream.range(0, column.rows())
                .filter(row -> !column.isMissing(row))
                .map(row -> order.indexOf(column.textAt(row)))
                .filter(level -> level >= 0)
                .sorted()
                .toArray();
        if (known.length == 0) {
            throw RawColumns.unusable(
                    NAME,
                    column,
                    "has none of the declared values in the training rows",
                    "declare its values in order");
        }
        return new Levels(column.name(), order, known[known.length / 2], known.length < column.rows());
    }

    @Override
    public Fitted read(JsonNode state) {
        List<Levels> levels = new ArrayList<>();
        for (JsonNode column : state) {
            List<String> order = new ArrayList<>();
            column.get("order").forEach(value -> order.add(value.asText()));
            levels.add(new Levels(
                    column.get("column").asText(),
                    order,
                    column.get("middle").asInt(),
                    column.get("other").asBoolean()));
        }
        return new FittedOrdinal(levels);
    }

    /** What was learnt of one column: its middle level, and whether anything else than declared values was there. */
    private record Levels(String column, List<String> order, int middle, boolean other) {
        private Levels {
            order = List.copyOf(order);
        }

        int features() {
            return other ? 2 : 1;
        }
    }

    private record FittedOrdinal(List<Levels> levels) implements Fitted {
        private FittedOrdinal {
            levels = List.copyOf(levels);
        }

        @Override
        public List<String> columns() {
            return levels.stream().map(Levels::column).toList();
        }

        @Override
        public List<String> features() {
            List<String> names = new ArrayList<>();
            for (Levels column : levels) {
                names.add(column.column() + " level");
                if (column.other()) {
                    names.add(column.column() + " has no level");
                }
            }
            return names;
        }

        @Override
        public JsonNode state() {
            ArrayNode state = JsonNodeFactory.instance.arrayNode();
            for (Levels column : levels) {
                ObjectNode object = state.addObject();
                object.put("column", column.column());
                object.put("middle", column.middle());
                ArrayNode order = object.putArray("order");
                column.order().forEach(order::add);
                object.put("other", column.other());
            }
            return state;
        }

        @Override
        public Encoder over(Table rows) {
            List<Column> columns = levels.stream()
                    .map(column -> RawColumns.find(rows, column.column(), TYPES))
                    .toList();
            List<Map<String, Integer>> places = levels.stream()
                    .map(column -> {
                        Map<String, Integer> place = new HashMap<>();
                        column.order().forEach(value -> place.put(value, place.size()));
                        return place;
                    })
                    .toList();
            return (row, sink) -> {
                int first = 0;
                for (int i = 0; i < columns.size(); i++) {
                    Levels column = levels.get(i);
                    int level = columns.get(i).isMissing(row)
                            ? -1
                            : places.get(i).getOrDefault(columns.get(i).textAt(row), -1);
                    int used = level < 0 ? column.middle() : level;
                    if (used > 0) {
                        sink.add(first, (double) used / (column.order().size() - 1));
                    }
                    if (level < 0 && column.other()) {
                        sink.add(first + 1, 1.0);
                    }
                    first += column.features();
                }
            };
        }
    }
}
