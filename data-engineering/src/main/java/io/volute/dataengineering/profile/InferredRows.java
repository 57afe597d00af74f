package io.volute.dataengineering.profile;

import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.source.Delivery;
import io.volute.dataengineering.source.RawRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the types of a delivery that no contract describes: a column has the first of bool, int, number, date and
 * instant in whose one form <em>all</em> its values are written, else it is text. Nothing is decided by a sample, and
 * nothing is bent: a leading zero makes a column text, and so does a single {@code pre2008}. A column without any value
 * is text.
 */
public final class InferredRows implements Delivery.Rows {
    private static final List<ValueType> ORDER =
            List.of(ValueType.BOOL, ValueType.INT, ValueType.NUMBER, ValueType.DATE, ValueType.INSTANT);

    private final List<Candidates> columns = new ArrayList<>();
    private int rows;

    /** Reads a delivery once. */
    public static InferredRows of(Delivery delivery) {
        InferredRows rows = new InferredRows();
        delivery.read(rows);
        return rows;
    }

    private InferredRows() {}

    /** What a column can still be; each candidate has taken every value so far, so that nothing is read twice. */
    private static final class Candidates {
        private final String name;
        private final Map<ValueType, Column.Builder> open = new TreeMap<>();
        private final Column.Builder text;
        private boolean any;

        Candidates(String name) {
            this.name = name;
            ORDER.forEach(type -> open.put(type, Column.builder(name, type.column(), 64)));
            this.text = Column.builder(name, ValueType.TEXT.column(), 64);
        }

        void addMissing() {
            open.values().forEach(Column.Builder::addMissing);
            text.addMissing();
        }

        void add(RawRow row, int cell) {
            any = true;
            if (!open.isEmpty()) {
                open.entrySet().removeIf(candidate -> !row.append(cell, candidate.getKey(), candidate.getValue()));
            }
            row.append(cell, ValueType.TEXT, text);
        }

        ValueType type() {
            return any ? ORDER.stream().filter(open::containsKey).findFirst().orElse(ValueType.TEXT) : ValueType.TEXT;
        }

        Column build() {
            Column.Builder typed = open.get(type());
            return (typed == null ? text : typed).build();
        }
    }

    @Override
    public void header(List<String> names) {
        names.forEach(name -> columns.add(new Candidates(name)));
    }

    @Override
    public void row(RawRow row) {
        for (int cell = 0; cell < columns.size(); cell++) {
            if (row.isMissing(cell)) {
                columns.get(cell).addMissing();
            } else {
                columns.get(cell).add(row, cell);
            }
        }
        rows++;
    }

    /** How many rows were read. */
    public int rows() {
        return rows;
    }

    /** Types by column. */
    public SortedMap<String, ValueType> types() {
        SortedMap<String, ValueType> types = new TreeMap<>();
        columns.forEach(column -> types.put(column.name, column.type()));
        return Collections.unmodifiableSortedMap(types);
    }

    /** The typed rows, columns and rows in the order of the source. */
    public Table table() {
        return Table.of(columns.stream().map(Candidates::build).toList());
    }
}
