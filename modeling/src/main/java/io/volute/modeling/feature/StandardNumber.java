package io.volute.modeling.feature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.core.spec.Doc;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.modeling.exact.Exact;
import io.volute.modeling.rows.TrainingTable;
import io.volute.statistics.moments.Moments;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A number, with the training median where it is missing, on the scale (x - mean) / deviation of the training rows after
 * that replacement (deviation with denominator n), and one feature that says that it was missing if any training row
 * lacks it. A number that never varies in training is dropped.
 */
final class StandardNumber implements Transform {
    private static final String NAME = "number";
    private static final Set<ColumnType> TYPES = Set.of(ColumnType.DOUBLE, ColumnType.LONG);

    @Doc("numbers on a common scale, the median where they are missing")
    record Options(@Doc("columns that hold numbers") List<String> columns) {
        Options {
            columns = RawColumns.distinct(columns);
        }
    }

    @Inject
    StandardNumber() {}

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
        List<Scale> scales = new ArrayList<>();
        for (String name : ((Options) options).columns()) {
            scales.add(scale(trainingRows.table().column(name)));
        }
        return new FittedNumbers(scales);
    }

    @Override
    public Fitted read(JsonNode state) {
        List<Scale> scales = new ArrayList<>();
        for (JsonNode column : state) {
            scales.add(new Scale(
                    column.get("column").asText(),
                    Exact.read(column.get("median")),
                    Exact.read(column.get("mean")),
                    Exact.read(column.get("deviation")),
                    column.get("missing").asBoolean()));
        }
        return new FittedNumbers(scales);
    }

    private static Scale scale(Column column) {
        RawColumns.requireType(NAME, column, TYPES);
        double[] present = IntStream.range(0, column.rows())
                .filter(row -> !column.isMissing(row))
                .mapToDouble(row -> RawColumns.finite(column, row))
                .toArray();
        if (present.length == 0) {
            throw RawColumns.unusable(NAME, column, "has no value in the training rows", "leave it out");
        }
        Arrays.sort(present);
        double upper = present[present.length / 2];
        double lower = present[(present.length - 1) / 2];
        double median = lower + (upper - lower) / 2;
        double[] filled = new double[column.rows()];
        for (int row = 0; row < filled.length; row++) {
            filled[row] = column.isMissing(row) ? median : column.doubleAt(row);
        }
        Moments moments = Moments.of(filled);
        return new Scale(
                column.name(),
                median,
                moments.mean(),
                Math.sqrt(moments.m2() / moments.n()),
                present.length < filled.length);
    }

    /** What was learnt of one column; {@code missing}: whether a gap has a feature of its own. */
    private record Scale(String column, double median, double mean, double deviation, boolean missing) {
        boolean varies() {
            return deviation > 0;
        }

        int features() {
            return (varies() ? 1 : 0) + (missing ? 1 : 0);
        }
    }

    private record FittedNumbers(List<Scale> scales) implements Fitted {
        private FittedNumbers {
            scales = List.copyOf(scales);
        }

        @Override
        public List<String> columns() {
            return scales.stream().map(Scale::column).toList();
        }

        @Override
        public List<String> features() {
            List<String> names = new ArrayList<>();
            for (Scale scale : scales) {
                if (scale.varies()) {
                    names.add(scale.column());
                }
                if (scale.missing()) {
                    names.add(scale.column() + " is missing");
                }
            }
            return names;
        }

        @Override
        public JsonNode state() {
            ArrayNode state = JsonNodeFactory.instance.arrayNode();
            for (Scale scale : scales) {
                ObjectNode column = state.addObject();
                column.put("column", scale.column());
                column.put("deviation", Exact.write(scale.deviation()));
                column.put("mean", Exact.write(scale.mean()));
                column.put("median", Exact.write(scale.median()));
                column.put("missing", scale.missing());
            }
            return state;
        }

        @Override
        public Encoder over(Table rows) {
            List<Column> columns = scales.stream()
                    .map(scale -> RawColumns.find(rows, scale.column(), TYPES))
                    .toList();
            return (row, sink) -> {
                int feature = 0;
                for (int i = 0; i < columns.size(); i++) {
                    Scale scale = scales.get(i);
                    boolean gap = columns.get(i).isMissing(row);
                    if (scale.varies()) {
                        double value = gap ? scale.median() : RawColumns.finite(columns.get(i), row);
                        sink.add(feature, (value - scale.mean()) / scale.deviation());
                    }
                    if (scale.missing() && gap) {
                        sink.add(feature + (scale.varies() ? 1 : 0), 1.0);
                    }
                    feature += scale.features();
                }
            };
        }
    }
}
