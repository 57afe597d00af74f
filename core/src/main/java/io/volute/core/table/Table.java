package io.volute.core.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Columns of equal length; immutable and thread-safe. Rows are numbered from 0. */
public final class Table {
    private final int rows;
    private final Map<String, Column> columns;

    private Table(int rows, Map<String, Column> columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** A table of these columns, in this order; names must differ, lengths must agree. */
    public static Table of(List<Column> columns) {
        Map<String, Column> byName = new LinkedHashMap<>();
        int rows = columns.isEmpty() ? 0 : columns.get(0).rows();
        for (Column column : columns) {
            if (column.rows() != rows) {
                throw new IllegalArgumentException(
                        "column " + column.name() + ": " + column.rows() + " rows (expected " + rows + ")");
            }
            if (byName.put(column.name(), column) != null) {
                throw new IllegalArgumentException("column " + column.name() + ": twice");
            }
        }
        return new Table(rows, byName);
    }

    /** Tables of equal schema one below the other; at least one. */
    public static Table concat(List<Table> tables) {
        List<Column> columns = new ArrayList<>();
        for (Column first : tables.get(0).columns()) {
            Column.Builder builder = Column.builder(
                    first.name(),
                    first.type(),
                    tables.stream().mapToInt(Table::rows).sum());
            for (Table table : tables) {
                Column part = table.column(first.name());
                for (int row = 0; row < table.rows; row++) {
                    builder.copy(part, row);
                }
            }
            columns.add(builder.build());
        }
        return of(columns);
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** The columns in order. */
    public List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /** The column of this name, if there is one. */
    public Optional<Column> find(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    /**
     * The column of this name.
     *
     * @throws IllegalArgumentException listing the known names
     */
    public Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException(
                    "column " + name + ": not there (expected one of: " + String.join(", ", columns.keySet()) + ")");
        }
        return column;
    }

    /** The rows with these numbers, in that order. */
    public Table pick(int[] rowNumbers) {
        return new Table(
                rowNumbers.length,
                columns.values().stream()
                        .map(column -> column.pick(rowNumbers))
                        .collect(LinkedHashMap::new, (m, c) -> m.put(c.name(), c), Map::putAll));
    }

    /** The rows for which the test holds, in order. */
    public Table filter(IntPredicate test) {
        return pick(IntStream.range(0, rows).filter(test).toArray());
    }

    /** These columns only, in this order. */
    public Table select(List<String> names) {
        return of(names.stream().map(this::column).toList());
    }

    /** This table with the column added, or replaced when the name is there. */
    public Table with(Column column) {
        Map<String, Column> next = new LinkedHashMap<>(columns);
        next.put(column.name(), column);
        return of(List.copyOf(next.values()));
    }
}
