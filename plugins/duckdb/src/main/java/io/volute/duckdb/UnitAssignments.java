package io.volute.duckdb;

import io.volute.core.contract.metric.EventTotals.Assigned;
import io.volute.core.contract.metric.UnitTally;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The assignments in the form in which units are counted: {@code i, arm, assigned, exposed, bot, a0…}. */
record UnitAssignments(Table table, UnitNumbers numbers, List<String> attributes) {
    private static final Set<String> OWN =
            Set.of(Assigned.UNIT, Assigned.ARM, Assigned.ASSIGNED_AT, Assigned.EXPOSED_AT, Assigned.IS_BOT);

    static UnitAssignments of(Table assignments) {
        int rows = assignments.rows();
        List<Column> columns = new ArrayList<>();
        UnitNumbers numbers = UnitNumbers.of(needed(assignments, Assigned.UNIT, ColumnType.TEXT));
        Column.Builder number = Column.builder("i", ColumnType.LONG, rows);
        for (int row = 0; row < rows; row++) {
            number.add(numbers.ofRow(row));
        }
        columns.add(number.build());
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
        return new UnitAssignments(Table.of(columns), numbers, attributes);
    }

    /** First exposure of each unit, or the largest number for one that was not exposed before this moment. */
    long[] exposures(long asOf) {
        long[] first = new long[numbers.count()];
        Arrays.fill(first, Long.MAX_VALUE);
        Column exposed = table.column("exposed");
        for (int row = 0; row < exposed.rows(); row++) {
            if (!exposed.isMissing(row) && exposed.longAt(row) < asOf) {
                int unit = numbers.ofRow(row);
                first[unit] = Math.min(first[unit], exposed.longAt(row));
            }
        }
        return first;
    }

    String leastAttributes() {
        StringBuilder text = new StringBuilder();
        for (int a = 0; a < attributes.size(); a++) {
            text.append(", min(a").append(a).append(") AS a").append(a);
        }
        return text.toString();
    }

    /** Reads a table of {@code arm, assigned, exposed, bot, arms, a0…, t0…} in the order of the units' numbers. */
    Table read(Engine engine, String from, List<UnitTally> tallies) throws SQLException {
        List<Engine.Selected> selected = new ArrayList<>(List.of(
                new Engine.Selected(Assigned.ARM, ColumnType.TEXT, "arm"),
                new Engine.Selected(Assigned.ASSIGNED_AT, ColumnType.INSTANT, "assigned"),
                new Engine.Selected(Assigned.EXPOSED_AT, ColumnType.INSTANT, "exposed"),
                new Engine.Selected(Assigned.IS_BOT, ColumnType.BOOL, "bot"),
                new Engine.Selected(Assigned.ARMS, ColumnType.LONG, "arms")));
        for (int a = 0; a < attributes.size(); a++) {
            selected.add(new Engine.Selected(attributes.get(a), ColumnType.TEXT, "a" + a));
        }
        for (int n = 0; n < tallies.size(); n++) {
            selected.add(new Engine.Selected(tallies.get(n).name(), ColumnType.DOUBLE, "t" + n));
        }
        Table found = engine.read(selected, from);
        if (found.rows() != numbers.count()) {
            throw new SQLException(found.rows() + " units came back of " + numbers.count());
        }
        List<Column> columns = new ArrayList<>(List.of(numbers.names().named(Assigned.UNIT)));
        columns.addAll(found.columns());
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
