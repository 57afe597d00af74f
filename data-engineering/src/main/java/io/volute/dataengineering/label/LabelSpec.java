package io.volute.dataengineering.label;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.spec.Doc;
import io.volute.core.spec.Named;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.Contract;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the model predicts: an event, by an expression that is true where it happened, or a column as it is. A row has a
 * label when every column that it is made of is known and has a value.
 *
 * @param name for people and reports
 * @param value true where the event happened, an expression over columns of the contract
 * @param column the column that is predicted: texts as classes, a number as a number, a truth as an event
 */
public record LabelSpec(
        @Doc("a short name, for example damaged") @Named String name,

        @Doc("true where the event happened, for example \"Damage <> 'None'\"; this or column")
        Optional<String> value,

        @Doc("the column that is predicted as it is: classes, a number, or true and false; this or value")
        Optional<String> column) {
    /** Checks that one way is declared, and the expression's grammar. */
    public LabelSpec {
        if (value.isPresent() == column.isPresent()) {
            throw new IllegalArgumentException("label: " + (value.isPresent() ? "both value and" : "neither value nor")
                    + " column (expected: value for an event, or column for what a column holds)");
        }
        value.ifPresent(Expression::parse);
    }

    /** Columns that it reads, sorted. */
    public List<String> columns() {
        return value.map(text -> List.copyOf(Expression.parse(text).columns()))
                .orElseGet(() -> column.stream().toList());
    }

    /** What kind of label it is under this contract, which has its columns. */
    public Framing framing(Contract contract) {
        return Framing.of(type(contract.emptyTable()));
    }

    /** The label of each of these rows, missing where it has none; rows have all columns that it reads. */
    public Column of(Table rows) {
        Column.Builder labels = Column.builder(Truth.LABEL, type(rows), rows.rows());
        if (value.isPresent()) {
            BitSet happened = Expression.parse(value.get()).select(rows);
            BitSet failed = Expression.parse("not (" + value.get() + ")").select(rows);
            for (int row = 0; row < rows.rows(); row++) {
                if (happened.get(row) || failed.get(row)) {
                    labels.add(happened.get(row));
                } else {
                    labels.addMissing();
                }
            }
        } else {
            Column values = rows.column(column.orElseThrow());
            boolean whole = values.type() == ColumnType.LONG;
            for (int row = 0; row < rows.rows(); row++) {
                if (whole && !values.isMissing(row)) {
                    labels.add(values.doubleAt(row));
                } else if (whole) {
                    labels.addMissing();
                } else {
                    labels.copy(values, row);
                }
            }
        }
        return labels.build();
    }

    /** Refuses columns that the contract lacks or that are never available, and a label known at decision time. */
    public void checkAgainst(Contract contract) {
        boolean late = false;
        for (String name : columns()) {
            ColumnContract found = contract.columns().get(name);
            if (found == null) {
                throw new IllegalArgumentException("label: reads column " + name
                        + ", which the contract does not name (expected: one of "
                        + String.join(", ", contract.columns().keySet()) + ")");
            }
            if (found.available().delay().isEmpty()) {
                throw new IllegalArgumentException("label: reads column " + name
                        + ", which is never available (expected: columns that are known some time after the decision)");
            }
            late |= found.available().isLate();
        }
        if (!late) {
            throw new IllegalArgumentException("label: reads only what is known at decision time (expected: a column"
                    + " with available: P30D or so, or later; what is known needs no prediction)");
        }
        value.ifPresent(text -> Expression.parse(text).select(contract.emptyTable()));
        column.ifPresent(name -> refuseTime(name, contract));
    }

    private static void refuseTime(String name, Contract contract) {
        ColumnType type = contract.emptyTable().column(name).type();
        if (type == ColumnType.DATE || type == ColumnType.INSTANT) {
            throw new IllegalArgumentException("label: column " + name + " is a "
                    + (type == ColumnType.DATE ? "date" : "moment")
                    + " (expected: a category, text, number, int or bool; an event has a value such as \"" + name
                    + " < '2000-01-01'\")");
        }
    }

    private ColumnType type(Table rows) {
        if (column.isEmpty()) {
            return ColumnType.BOOL;
        }
        ColumnType type = rows.column(column.get()).type();
        return type == ColumnType.LONG ? ColumnType.DOUBLE : type;
    }

    /** When labels exist under this contract. */
    public Maturity maturity(Contract contract) {
        return new Maturity(columns().stream()
                .map(read ->
                        Objects.requireNonNull(contract.columns().get(read)).available())
                .toList());
    }
}
