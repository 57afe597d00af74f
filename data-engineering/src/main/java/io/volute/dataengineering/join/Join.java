package io.volute.dataengineering.join;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.ColumnContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/** Takes what decisions knew of records. */
public final class Join {
    private Join() {}

    /**
     * The columns that a join adds, one value for each decision.
     *
     * @param name of the join
     * @param spec as declared
     * @param records read for these decisions
     * @param decisions rows with their {@code at}
     */
    public static List<Column> columns(String name, JoinSpec spec, Records records, Table decisions) {
        int[] entities = records.entities(decisions);
        Column at = decisions.column(Examples.AT);
        SortedMap<String, ColumnContract> added = spec.added(name);
        List<Column> columns = new ArrayList<>();
        if (!spec.columns().isEmpty()) {
            int[] latest = new int[entities.length];
            for (int row = 0; row < latest.length; row++) {
                latest[row] = records.latest(entities[row], at.longAt(row), spec.maxAge());
            }
            for (String column : spec.columns()) {
                columns.add(picked(name + "." + column, records.rows().column(column), latest));
            }
        }
        for (Map.Entry<String, WindowSpec> window : spec.windows().entrySet()) {
            String column = name + "." + window.getKey();
            ColumnType type = Objects.requireNonNull(added.get(column)).type().column();
            columns.add(
                    figures(Column.builder(column, type, entities.length), window.getValue(), records, entities, at));
        }
        return List.copyOf(columns);
    }

    private static Column picked(String name, Column values, int[] rows) {
        Column.Builder builder = Column.builder(name, values.type(), rows.length);
        for (int row : rows) {
            if (row < 0) {
                builder.addMissing();
            } else {
                builder.copy(values, row);
            }
        }
        return builder.build();
    }

    private static Column figures(
            Column.Builder builder, WindowSpec window, Records records, int[] entities, Column at) {
        for (int row = 0; row < entities.length; row++) {
            Figure figure = new Figure(window.of().map(name -> records.rows().column(name)));
            records.before(entities[row], at.longAt(row), window.over(), figure::add);
            figure.append(builder, window.take());
        }
        return builder.build();
    }
}
