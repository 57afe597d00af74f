package io.volute.duckdb;

import io.volute.core.contract.metric.EventTotals.Assigned;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    /** One row for each unit in the order of the numbers, with these tallies; exposures before this moment are known. */
    Table with(Table tallies, long asOf) {
        int units = numbers.count();
        Column arm = table.column("arm");
        int[] arms = new int[units];
        int[] leastArm = least("arm");
        Map<Integer, Set<String>> further = new HashMap<>();
        for (int row = 0; row < arm.rows(); row++) {
            int unit = numbers.ofRow(row);
            if (arm.compareTexts(row, leastArm[unit]) != 0) {
                further.computeIfAbsent(unit, key -> new HashSet<>()).add(arm.textAt(row));
            }
        }
        Arrays.fill(arms, 1);
        further.forEach((unit, others) -> arms[unit] += others.size());
        long[] assigned = new long[units];
        Arrays.fill(assigned, Long.MAX_VALUE);
        boolean[] bots = new boolean[units];
        for (int row = 0; row < table.rows(); row++) {
            int unit = numbers.ofRow(row);
            assigned[unit] = Math.min(assigned[unit], table.column("assigned").longAt(row));
            bots[unit] |= table.column("bot").boolAt(row);
        }
        long[] exposed = exposures(asOf);
        Column.Builder armCount = Column.builder(Assigned.ARMS, ColumnType.LONG, units);
        Column.Builder assignedAt = Column.builder(Assigned.ASSIGNED_AT, ColumnType.INSTANT, units);
        Column.Builder exposedAt = Column.builder(Assigned.EXPOSED_AT, ColumnType.INSTANT, units);
        Column.Builder bot = Column.builder(Assigned.IS_BOT, ColumnType.BOOL, units);
        for (int unit = 0; unit < units; unit++) {
            armCount.add((long) arms[unit]);
            assignedAt.add(assigned[unit]);
            if (exposed[unit] == Long.MAX_VALUE) {
                exposedAt.addMissing();
            } else {
                exposedAt.add(exposed[unit]);
            }
            bot.add(bots[unit]);
        }
        List<Column> columns = new ArrayList<>(List.of(
                numbers.names().named(Assigned.UNIT),
                arm.pick(leastArm).named(Assigned.ARM),
                assignedAt.build(),
                exposedAt.build(),
                bot.build(),
                armCount.build()));
        for (int a = 0; a < attributes.size(); a++) {
            columns.add(table.column("a" + a).pick(least("a" + a)).named(attributes.get(a)));
        }
        columns.addAll(tallies.columns());
        return Table.of(columns);
    }

    /** For each unit the row with the least text, one without a text where there is no other. */
    private int[] least(String name) {
        Column column = table.column(name);
        int[] least = new int[numbers.count()];
        Arrays.fill(least, -1);
        for (int row = 0; row < column.rows(); row++) {
            int unit = numbers.ofRow(row);
            int before = least[unit];
            if (before < 0
                    || (!column.isMissing(row) && (column.isMissing(before) || column.compareTexts(row, before) < 0))) {
                least[unit] = row;
            }
        }
        return least;
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
