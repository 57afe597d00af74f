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
import io.volute.statistics.bootstrap.Bootstrap;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One feature for each interval of a number, {@code [a, b)} with the outer ends open, so that an extreme that training
 * never saw falls into an end; edges are quantiles of the training rows, or equally far apart between their smallest and
 * largest value. Equal edges merge. A column with one interval only is dropped. A gap has a feature of its own if any
 * training row has one, else no feature is set.
 */
final class Bins implements Transform {
    private static final String NAME = "bins";
    private static final Set<ColumnType> TYPES = Set.of(ColumnType.DOUBLE, ColumnType.LONG);

    /** How edges are found. */
    enum By {
        /** As many training rows in each. */
        QUANTILE,
        /** Equally wide. */
        WIDTH
    }

    @Doc("a feature for each interval of a number")
    record Options(
            @Doc("columns that hold numbers") List<String> columns,

            @Doc("how many intervals, at most") @Default("10")
            int bins,

            @Doc("quantile: as many training rows in each; width: equally wide") @Default("quantile")
            By by) {
        Options {
            columns = RawColumns.distinct(columns);
            if (bins < 2 || bins > 1_000) {
                throw new IllegalArgumentException("bins: " + bins + " (expected: 2 to 1,000)");
            }
        }
    }

    @Inject
    Bins() {}

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
        List<Edges> edges = new ArrayList<>();
        for (String name : wanted.columns()) {
            edges.add(edges(trainingRows.table().column(name), wanted));
        }
        return new FittedBins(edges);
    }

    @Override
    public Fitted read(JsonNode state) {
        List<Edges> edges = new ArrayList<>();
        for (JsonNode column : state) {
            List<Double> inner = new ArrayList<>();
            column.get("edges").forEach(edge -> inner.add(Exact.read(edge)));
            edges.add(new Edges(
                    column.get("column").asText(), inner, column.get("missing").asBoolean()));
        }
        return new FittedBins(edges);
    }

    private static Edges edges(Column column, Options options) {
        RawColumns.requireType(NAME, column, TYPES);
        double[] ascending = IntStream.range(0, column.rows())
                .filter(row -> !column.isMissing(row))
                .mapToDouble(row -> RawColumns.finite(column, row))
                .sorted()
                .toArray();
        if (ascending.length == 0) {
            throw RawColumns.unusable(NAME, column, "has no value in the training rows", "leave it out");
        }
        double low = ascending[0];
        double high = ascending[ascending.length - 1];
        List<Double> inner = IntStream.range(1, options.bins())
                .mapToDouble(i -> {
                    double share = (double) i / options.bins();
                    return options.by() == By.QUANTILE
                            ? Bootstrap.quantile(ascending, share)
                            : low + share * (high - low);
                })
                .filter(edge -> edge > low && edge <= high)
                .distinct()
                .boxed()
                .toList();
        return new Edges(column.name(), inner, ascending.length < column.rows());
    }

    /** What was learnt of one column: where its intervals meet, ascending. */
    private record Edges(String column, List<Double> inner, boolean missing) {
        private Edges {
            inner = List.copyOf(inner);
        }

        int bins() {
            return inner.isEmpty() ? 0 : inner.size() + 1;
        }

        int features() {
            return bins() + (missing ? 1 : 0);
        }

        double[] array() {
            return inner.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    private record FittedBins(List<Edges> edges) implements Fitted {
        private FittedBins {
            edges = List.copyOf(edges);
        }

        @Override
        public List<String> columns() {
            return edges.stream().map(Edges::column).toList();
        }

        @Override
        public List<String> features() {
            List<String> names = new ArrayList<>();
            for (Edges column : edges) {
                for (int bin = 0; bin < column.bins(); bin++) {
                    String from = bin == 0 ? "" : " from " + column.inner().get(bin - 1);
                    String below = bin == column.bins() - 1
                            ? ""
                            : " below " + column.inner().get(bin);
                    names.add(column.column() + from + below);
                }
                if (column.missing()) {
                    names.add(column.column() + " is missing");
                }
            }
            return names;
        }

        @Override
        public JsonNode state() {
            ArrayNode state = JsonNodeFactory.instance.arrayNode();
            for (Edges column : edges) {
                ObjectNode object = state.addObject();
                object.put("column", column.column());
                object.set("edges", Exact.write(column.array()));
                object.put("missing", column.missing());
            }
            return state;
        }

        @Override
        public Encoder over(Table rows) {
            List<Column> columns = edges.stream()
                    .map(column -> RawColumns.find(rows, column.column(), TYPES))
                    .toList();
            List<double[]> inner = edges.stream().map(Edges::array).toList();
            return (row, sink) -> {
                int first = 0;
                for (int i = 0; i < columns.size(); i++) {
                    Edges column = edges.get(i);
                    if (!columns.get(i).isMissing(row)) {
                        double value = RawColumns.finite(columns.get(i), row);
                        if (column.bins() > 0) {
                            sink.add(first + bin(inner.get(i), value), 1.0);
                        }
                    } else if (column.missing()) {
                        sink.add(first + column.bins(), 1.0);
                    }
                    first += column.features();
                }
            };
        }

        /** How many edges are at or below the value. */
        private static int bin(double[] inner, double value) {
            int place = Arrays.binarySearch(inner, value + 0.0);
            return place >= 0 ? place + 1 : -place - 1;
        }
    }
}
