package io.volute.duckdb;

import io.volute.core.contract.metric.EventTotals.Assigned;
import io.volute.core.contract.metric.UnitTally;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The assignments in the form in which units are counted: {@code unit, arm, assigned, exposed, bot, a0…}. */
record UnitAssignments(Table table, List<String> attributes) {
    private static final Set<String> OWN =
            Set.of(Assigned.UNIT, Assigned.ARM, Assigned.ASSIGNED_AT, Assigned.EXPOSED_AT, Assigned.IS_BOT);

    static UnitAssignments of(Table assignments) {
        int rows = assignments.rows();
        List<Column> columns = new ArrayList<>();
        columns.add(needed(assignments, Assigned.UNIT, ColumnType.TEXT));
        columns.add(needed(assignments, Assigned.ARM, ColumnType.TEXT));
        Column assigned = needed(assignments, Assigned.ASSIGNED_AT, ColumnType.INSTANT);
        Column exposed = assignments.find(Assigned.EXPOSED_AT).orElse(assigned);
        columns.add(micros("assigned", assigned));
        columns.add(micros("exposed", exposed));
        Column.Builder bot = Column.builder("bot", ColumnType.BOOL, rows);
        Optional<Column> bots = assignments.find(Assigned.IS_BOT);
        for (int row = 0; row < rows; row++) {
            int current = row;
            bot.add(bots.filter(column -> !column.isMissing(current))
                    .map(column -> column.boolAt(current))
                    .orElse(false));
        }
        columns.add(bot.build());
        List<String> attributes = new ArrayList<>();
        for (Column column : assignments.columns()) {
            if (!OWN.contains(column.name())) {
                columns.add(text("a" + attributes.size(), column));
                attributes.add(column.name());
            }
        }
        return new UnitAssignments(Table.of(columns), attributes);
    }

    String leastAttributes() {
        StringBuilder text = new StringBuilder();
        for (int a = 0; a < attributes.size(); a++) {
            text.append(", min(a").append(a).append(") AS a").append(a);
        }
        return text.toString();
    }

    String attributeColumns() {
        StringBuilder text = new StringBuilder();
        for (int a = 0; a < attributes.size(); a++) {
            text.append(", a").append(a);
        }
        return text.toString();
    }

    /** Reads {@code unit, arm, assigned, exposed, bot, arms, a0…, t0…}. */
    Table read(ResultSet result, List<UnitTally> tallies) throws SQLException {
        List<Column.Builder> texts = new ArrayList<>();
        attributes.forEach(name -> texts.add(Column.builder(name, ColumnType.TEXT, 1024)));
        List<Column.Builder> counts = new ArrayList<>();
        tallies.forEach(tally -> counts.add(Column.builder(tally.name(), ColumnType.DOUBLE, 1024)));
        Column.Builder unit = Column.builder(Assigned.UNIT, ColumnType.TEXT, 1024);
        Column.Builder arm = Column.builder(Assigned.ARM, ColumnType.TEXT, 1024);
        Column.Builder assigned = Column.builder(Assigned.ASSIGNED_AT, ColumnType.INSTANT, 1024);
        Column.Builder exposed = Column.builder(Assigned.EXPOSED_AT, ColumnType.INSTANT, 1024);
        Column.Builder bot = Column.builder(Assigned.IS_BOT, ColumnType.BOOL, 1024);
        Column.Builder arms = Column.builder(Assigned.ARMS, ColumnType.LONG, 1024);
        while (result.next()) {
            unit.add(result.getString(1));
            arm.add(result.getString(2));
            assigned.add(result.getLong(3));
            long at = result.getLong(4);
            if (result.wasNull()) {
                exposed.addMissing();
            } else {
                exposed.add(at);
            }
            bot.add(result.getBoolean(5));
            arms.add(result.getLong(6));
            for (int a = 0; a < texts.size(); a++) {
                String value = result.getString(7 + a);
                if (value == null) {
                    texts.get(a).addMissing();
                } else {
                    texts.get(a).add(value);
                }
            }
            for (int t = 0; t < counts.size(); t++) {
                counts.get(t).add(result.getDouble(7 + texts.size() + t));
            }
        }
        List<Column> columns = new ArrayList<>(
                List.of(unit.build(), arm.build(), assigned.build(), exposed.build(), bot.build(), arms.build()));
        texts.forEach(builder -> columns.add(builder.build()));
        counts.forEach(builder -> columns.add(builder.build()));
        return Table.of(columns);
    }

    private static Column needed(Table assignments, String name, ColumnType type) {
        Column column = assignments
                .find(name)
                .orElseThrow(() -> new VoluteException(
                        CoreError.EXPRESSION_INVALID,
                        "column " + name + " is not in the assignments (expected one of: "
                                + assignments.columns().stream()
                                        .map(Column::name)
                                        .collect(Collectors.joining(", "))
                                + ")"));
        if (column.type() != type) {
            throw new VoluteException(
                    CoreError.EXPRESSION_INVALID,
                    "column " + name + " of the assignments holds " + column.type() + " (expected: " + type + ")");
        }
        return column;
    }

    private static Column micros(String name, Column column) {
        Column.Builder micros = Column.builder(name, ColumnType.LONG, column.rows());
        for (int row = 0; row < column.rows(); row++) {
            if (column.isMissing(row)) {
                micros.addMissing();
            } else {
                micros.add(column.longAt(row));
            }
        }
        return micros.build();
    }

    private static Column text(String name, Column column) {
        Column.Builder text = Column.builder(name, ColumnType.TEXT, column.rows());
        for (int row = 0; row < column.rows(); row++) {
            Object value = column.valueAt(row);
            if (value == null) {
                text.addMissing();
            } else {
                text.add(value.toString());
            }
        }
        return text.build();
    }
}
