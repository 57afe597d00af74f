package io.volute.modeling.feature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.modeling.rows.TrainingTable;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One feature for each value that training rows hold often enough, one for all rarer ones, one for missing. Values are
 * in the order of their UTF-8 bytes. A value never seen in training counts as a rare one.
 */
final class OneHot implements Transform {
    private static final String NAME = "one-hot";
    private static final Set<ColumnType> TYPES = Set.of(ColumnType.TEXT, ColumnType.BOOL, ColumnType.LONG);
    /** Text in the order of its UTF-8 bytes. */
    static final Comparator<String> BYTES =
            Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    @Doc("a feature for each frequent value of a category")
    record Options(
            @Doc("columns that hold categories") List<String> columns,

            @Doc("training rows that a value needs to have a feature of its own") @Default("10")
            int minCount) {
        Options {
            columns = RawColumns.distinct(columns);
            if (minCount < 1) {
                throw new IllegalArgumentException("min-count: " + minCount + " (expected: >= 1)");
            }
        }
    }

    @Inject
    OneHot() {}

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
        List<Vocabulary> vocabularies = new ArrayList<>();
        for (String name : wanted.columns()) {
            vocabularies.add(count(trainingRows.table().column(name), wanted.minCount()));
        }
        return new FittedOneHot(vocabularies);
    }

    @Override
    public Fitted read(JsonNode state) {
        List<Vocabulary> vocabularies = new ArrayList<>();
        for (JsonNode column : state) {
            List<String> values = new ArrayList<>();
            column.get("values").forEach(value -> values.add(value.asText()));
            vocabularies.add(new Vocabulary(
                    column.get("column").asText(),
                    values,
                    column.get("rare").asBoolean(),
                    column.get("missing").asBoolean()));
        }
        return new FittedOneHot(vocabularies);
    }

    private static Vocabulary count(Column column, int minCount) {
        RawColumns.requireType(NAME, column, TYPES);
        Map<String, Integer> counts = new HashMap<>();
        for (int row = 0; row < column.rows(); row++) {
            if (!column.isMissing(row)) {
                counts.merge(CategoryText.of(column, row), 1, Integer::sum);
            }
        }
        if (counts.isEmpty()) {
            throw RawColumns.unusable(NAME, column, "has no value in the training rows", "leave it out");
        }
        List<String> values = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= minCount)
                .map(Map.Entry::getKey)
                .sorted(BYTES)
                .toList();
        return new Vocabulary(column.name(), values, values.size() < counts.size(), column.missing() > 0);
    }

    /** What was learnt of one column: its values, and whether rare and missing ones have a feature of their own. */
    private record Vocabulary(String column, List<String> values, boolean rare, boolean missing) {
        int features() {
            return values.size() + (rare ? 1 : 0) + (missing ? 1 : 0);
        }
    }

    private static final class FittedOneHot implements Fitted {
        private static final int NONE = -1;

        private final List<Vocabulary> vocabularies;
        private final List<Map<String, Integer>> places = new ArrayList<>();

        private FittedOneHot(List<Vocabulary> vocabularies) {
            this.vocabularies = List.copyOf(vocabularies);
            int first = 0;
            for (Vocabulary vocabulary : vocabularies) {
                Map<String, Integer> place = new HashMap<>();
                for (String value : vocabulary.values()) {
                    place.put(value, first + place.size());
                }
                places.add(place);
                first += vocabulary.features();
            }
        }

        @Override
        public List<String> columns() {
            return vocabularies.stream().map(Vocabulary::column).toList();
        }

        @Override
        public List<String> features() {
            List<String> names = new ArrayList<>();
            for (Vocabulary vocabulary : vocabularies) {
                vocabulary.values().forEach(value -> names.add(vocabulary.column() + " = " + value));
                if (vocabulary.rare()) {
                    names.add(vocabulary.column() + " is rare");
                }
                if (vocabulary.missing()) {
                    names.add(vocabulary.column() + " is missing");
                }
            }
            return names;
        }

        @Override
        public JsonNode state() {
            ArrayNode state = JsonNodeFactory.instance.arrayNode();
            for (Vocabulary vocabulary : vocabularies) {
                ObjectNode column = state.addObject();
                column.put("column", vocabulary.column());
                column.put("missing", vocabulary.missing());
                column.put("rare", vocabulary.rare());
                ArrayNode values = column.putArray("values");
                vocabulary.values().forEach(values::add);
            }
            return state;
        }

        @Override
        public Encoder over(Table rows) {
            int n = vocabularies.size();
            Column[] columns = new Column[n];
            int[] rare = new int[n];
            int[] missing = new int[n];
            int first = 0;
            for (int i = 0; i < n; i++) {
                Vocabulary vocabulary = vocabularies.get(i);
                columns[i] = RawColumns.find(rows, vocabulary.column(), TYPES);
                int after = first + vocabulary.values().size();
                rare[i] = vocabulary.rare() ? after : NONE;
                // A column that was never missing in training has nothing better to say about a gap than "rare".
                missing[i] = vocabulary.missing() ? after + (vocabulary.rare() ? 1 : 0) : rare[i];
                first += vocabulary.features();
            }
            return (row, sink) -> {
                for (int i = 0; i < n; i++) {
                    int feature = columns[i].isMissing(row)
                            ? missing[i]
                            : places.get(i).getOrDefault(CategoryText.of(columns[i], row), rare[i]);
                    if (feature != NONE) {
                        sink.add(feature, 1.0);
                    }
                }
            };
        }
    }
}
