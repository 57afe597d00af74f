package io.volute.modeling.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.modeling.exact.Exact;
import java.util.ArrayList;
import java.util.List;

/** A few raw rows as plain JSON, column by column, every value without loss; a missing value is null. */
final class SampleRows {
    private SampleRows() {}

    static ArrayNode write(Table rows) {
        ArrayNode columns = JsonNodeFactory.instance.arrayNode();
        for (Column column : rows.columns()) {
            ObjectNode object = columns.addObject();
            object.put("column", column.name());
            object.put("type", column.type().name());
            ArrayNode values = object.putArray("values");
            for (int row = 0; row < column.rows(); row++) {
                if (column.isMissing(row)) {
                    values.addNull();
                    continue;
                }
                switch (column.type()) {
                    case TEXT -> values.add(column.textAt(row));
                    case DOUBLE -> values.add(Exact.write(column.doubleAt(row)));
                    case BOOL -> values.add(column.boolAt(row));
                    case LONG, DATE, INSTANT -> values.add(column.longAt(row));
                }
            }
        }
        return columns;
    }

    static Table read(JsonNode columns) {
        List<Column> read = new ArrayList<>();
        for (JsonNode object : columns) {
            ColumnType type = ColumnType.valueOf(object.get("type").asText());
            JsonNode values = object.get("values");
            Column.Builder builder = Column.builder(object.get("column").asText(), type, values.size());
            for (JsonNode value : values) {
                if (value.isNull()) {
                    builder.addMissing();
                    continue;
                }
                switch (type) {
                    case TEXT -> builder.add(value.asText());
                    case DOUBLE -> builder.add(Exact.read(value));
                    case BOOL -> builder.add(value.asBoolean());
                    case LONG, DATE, INSTANT -> builder.add(value.asLong());
                }
            }
            read.add(builder.build());
        }
        return Table.of(read);
    }
}
