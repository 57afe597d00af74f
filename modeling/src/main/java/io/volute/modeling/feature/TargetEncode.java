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
import io.volute.modeling.exact.Exact;
import io.volute.modeling.rows.TrainingTable;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A category as the label's mean among the training rows that hold its value, drawn to the mean of all rows the less of
 * them there are: {@code (sum of labels + m * prior) / (rows + m)} (Micci-Barreca 2001). The label is the event, the share
 * of each of several classes (a feature for each), or the number. A missing value is a value of its own; one that training
 * never saw gets the prior.
 *
 * <p>A training row is never told its own label. Where rows have decision times it gets the values that the labels known
 * before its decision give, prior included, as any later row will; before the first of them is known, the prior of all
 * training rows. Without decision times it gets those of the other folds, which a seeded hash of its group decides.
 */
final class TargetEncode implements Transform {
    private static final String NAME = "target-encode";
    private static final Set<ColumnType> TYPES = Set.of(ColumnType.TEXT, ColumnType.BOOL, ColumnType.LONG);

    @Doc("a category as the mean of the label where it has that value")
    record Options(
            @Doc("columns that hold categories") List<String> columns,

            @Doc("how many rows the mean of all rows weighs") @Default("20")
            double m,

            @Doc("parts of which each is encoded by the others where rows have no decision time") @Default("5")
            int folds) {
        Options {
            columns = RawColumns.distinct(columns);
            if (!(m > 0) || Double.isInfinite(m)) {
                throw new IllegalArgumentException("m: " + m + " (expected: > 0)");
            }
            if (folds < 2 || folds > 100) {
                throw new IllegalArgumentException("folds: " + folds + " (expected: 2 to 100)");
            }
        }
    }

    @Inject
    TargetEncode() {}

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
        List<Means> means = new ArrayList<>();
        for (String name : wanted.columns()) {
            Column column = trainingRows.table().column(name);
            RawColumns.requireType(NAME, column, TYPES);
            if (column.missing() == column.rows()) {
                throw RawColumns.unusable(NAME, column, "has no value in the training rows", "leave it out");
            }
            LabelMeans learnt = new LabelMeans(trainingRows.target().width(), wanted.m());
            for (int row = 0; row < column.rows(); row++) {
                learnt.add(CategoryText.of(column, row), trainingRows, row);
            }
            means.add(new Means(name, learnt.priors(), learnt.all()));
        }
        // Of an event and a number there is one mean, which needs no name beside the column's.
        List<String> outputs = trainingRows.target().classes();
        return new FittedMeans(wanted.m(), wanted.folds(), outputs, means);
    }

    @Override
    public Fitted read(JsonNode state) {
        List<String> outputs = new ArrayList<>();
        state.get("classes").forEach(name -> outputs.add(name.asText()));
        List<Means> means = new ArrayList<>();
        for (JsonNode column : state.get("columns")) {
            Map<String, List<Double>> values = new HashMap<>();
            column.get("values").forEach(value -> values.put(value.get("value").asText(), list(value.get("means"))));
            if (column.has("missing")) {
                values.put(CategoryText.MISSING, list(column.get("missing")));
            }
            means.add(new Means(column.get("column").asText(), list(column.get("prior")), values));
        }
        return new FittedMeans(Exact.read(state.get("m")), state.get("folds").asInt(), outputs, means);
    }

    private static List<Double> list(JsonNode numbers) {
        return Arrays.stream(Exact.readAll(numbers)).boxed().toList();
    }

    private static ArrayNode list(List<Double> numbers) {
        return Exact.write(numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** What was learnt of one column: the mean of all rows and that of each value. */
    private record Means(String column, List<Double> prior, Map<String, List<Double>> values) {
        private Means {
            prior = List.copyOf(prior);
            values = Map.copyOf(values);
        }
    }

    private record FittedMeans(double m, int folds, List<String> classes, List<Means> means) implements Fitted {
        private FittedMeans {
            classes = List.copyOf(classes);
            means = List.copyOf(means);
        }

        private int width() {
            return Math.max(1, classes.size());
        }

        @Override
        public List<String> columns() {
            return means.stream().map(Means::column).toList();
        }

        @Override
        public List<String> features() {
            List<String> names = new ArrayList<>();
            for (Means column : means) {
                if (classes.isEmpty()) {
                    names.add(column.column() + " by label");
                }
                classes.forEach(name -> names.add(column.column() + " by share of " + name));
            }
            return names;
        }

        @Override
        public JsonNode state() {
            ObjectNode state = JsonNodeFactory.instance.objectNode();
            ArrayNode names = state.putArray("classes");
            classes.forEach(names::add);
            ArrayNode columns = state.putArray("columns");
            for (Means column : means) {
                ObjectNode object = columns.addObject();
                object.put("column", column.column());
                Map<String, List<Double>> others = new HashMap<>(column.values());
                List<Double> missing = others.remove(CategoryText.MISSING);
                if (missing != null) {
                    object.set("missing", list(missing));
                }
                Map<String, List<Double>> ordered = new TreeMap<>(OneHot.BYTES);
                ordered.putAll(others);
                object.set("prior", list(column.prior()));
                ArrayNode values = object.putArray("values");
                ordered.forEach((value, numbers) -> {
                    ObjectNode one = values.addObject();
                    one.set("means", list(numbers));
                    one.put("value", value);
                });
            }
            state.put("folds", folds);
            state.put("m", Exact.write(m));
            return state;
        }

        @Override
        public Encoder over(Table rows) {
            List<Column> columns = means.stream()
                    .map(column -> RawColumns.find(rows, column.column(), TYPES))
                    .toList();
            return (row, sink) -> {
                int feature = 0;
                for (int i = 0; i < columns.size(); i++) {
                    Means column = means.get(i);
                    List<Double> found =
                            column.values().getOrDefault(CategoryText.of(columns.get(i), row), column.prior());
                    for (double value : found) {
                        if (value != 0) {
                            sink.add(feature, value);
                        }
                        feature++;
                    }
                }
            };
        }

        @Override
        public Encoder overTraining(TrainingTable trainingRows) {
            List<double[]> values = new ArrayList<>();
            for (Means column : means) {
                Column raw = RawColumns.find(trainingRows.table(), column.column(), TYPES);
                double[] first =
                        column.prior().stream().mapToDouble(Double::doubleValue).toArray();
                values.add(
                        trainingRows.dated()
                                ? OwnLabelUnseen.byTime(trainingRows, raw, m, first)
                                : OwnLabelUnseen.byFold(trainingRows, raw, m, folds, first));
            }
            int width = width();
            return (row, sink) -> {
                int feature = 0;
                for (double[] column : values) {
                    for (int i = row * width; i < (row + 1) * width; i++) {
                        if (column[i] != 0) {
                            sink.add(feature, column[i]);
                        }
                        feature++;
                    }
                }
            };
        }
    }
}
