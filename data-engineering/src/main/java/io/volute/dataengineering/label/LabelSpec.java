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
import io.volute.dataengineering.join.JoinSpec;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What the model predicts: an event, by an expression that is true where it happened or by records of it in another
 * source, or a column as it is. A row has a label when every column that it is made of is known and has a value.
 *
 * @param name for people and reports
 * @param value true where the event happened, an expression over columns of the contract
 * @param column the column that is predicted: texts as classes, a number as a number, a truth as an event
 * @param event an event that another source tells of
 * @param batch column that says with which batch a label, or the event, was delivered
 * @param withdrawn batches that are not believed any more
 */
public record LabelSpec(
        @Doc("a short name, for example damaged") @Named String name,

        @Doc("true where the event happened, for example \"Damage <> 'None'\"; this or column")
        Optional<String> value,

        @Doc("the column that is predicted as it is: classes, a number, or true and false; this or value")
        Optional<String> column,

        @Doc("an event of another source within a window after the decision; instead of value and column")
        Optional<EventSpec> event,

        @Doc("the column that says with which batch a label, or the event, was delivered")
        Optional<String> batch,

        @Doc("batches of labels that are not believed any more; add to the list, never take away")
        Optional<List<String>> withdrawn) {
    /** Checks that one way is declared, and the expression's grammar. */
    public LabelSpec {
        withdrawn = withdrawn.map(List::copyOf);
        List<String> ways = Stream.of(value.map(any -> "value"), column.map(any -> "column"), event.map(any -> "event"))
                .flatMap(Optional::stream)
                .toList();
        if (ways.size() != 1) {
            throw new IllegalArgumentException("label: "
                    + (ways.isEmpty() ? "neither value nor column nor event" : "both " + String.join(" and ", ways))
                    + " (expected: one of value for an expression, column for what a column holds, or event for what"
                    + " another source tells)");
        }
        if (withdrawn.isPresent() && batch.isEmpty()) {
            throw new IllegalArgumentException("label: withdrawn without batch (expected: batch, the column that says"
                    + " with which batch a label was delivered)");
        }
        value.ifPresent(Expression::parse);
    }

    /** An event by an expression, or a column as it is. */
    public LabelSpec(String name, Optional<String> value, Optional<String> column) {
        this(name, value, column, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The contract with the columns that joins and the label's events add. */
    public Contract complete(Contract contract, Optional<SortedMap<String, JoinSpec>> joins) {
        Contract joined = joins.map(JoinSpec::added).map(contract::with).orElse(contract);
        return event.map(spec -> joined.with(spec.added(name))).orElse(joined);
    }

    /** The column that is the label, of the contract or made of events. */
    private Optional<String> labelColumn() {
        return column.or(() -> event.map(spec -> name));
    }

    /** Rows whose label, or event, was delivered in a batch that is withdrawn. */
    BitSet withdrawn(Table rows) {
        BitSet found = new BitSet(rows.rows());
        if (batch.isPresent() && withdrawn.isPresent()) {
            Column batches = rows.column(batch.get());
            for (int row = 0; row < rows.rows(); row++) {
                Object value = batches.valueAt(row);
                found.set(row, value != null && withdrawn.get().contains(value.toString()));
            }
        }
        return found;
    }

    /** Columns that it reads, sorted. */
    public List<String> columns() {
        return value.map(text -> List.copyOf(Expression.parse(text).columns()))
                .orElseGet(() -> labelColumn().stream().toList());
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
            Column values = rows.column(labelColumn().orElseThrow());
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
        Column all = labels.build();
        // Of events, withdrawn ones have been left out already.
        BitSet withdrawn = event.isPresent() ? new BitSet() : withdrawn(rows);
        return withdrawn.isEmpty() ? all : without(withdrawn, all);
    }

    private static Column without(BitSet rows, Column labels) {
        Column.Builder left = Column.builder(labels.name(), labels.type(), labels.rows());
        for (int row = 0; row < labels.rows(); row++) {
            if (rows.get(row)) {
                left.addMissing();
            } else {
                left.copy(labels, row);
            }
        }
        return left.build();
    }

    /** Refuses an event that does not fit the contract of the decisions. */
    public void checkEvent(Contract decisions) {
        event.ifPresent(spec -> spec.checkAgainst(name, decisions, batch));
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
        column.filter(contract.personal()::contains).ifPresent(name -> {
            throw new IllegalArgumentException("label: column " + name + " is personal data, and what is predicted is"
                    + " shown (expected: `value`, an event made of it, or another column)");
        });
        if (event.isEmpty()) {
            batch.ifPresent(name -> refuseUnknownBatch(name, contract));
        }
    }

    private static void refuseUnknownBatch(String name, Contract contract) {
        ColumnContract found = contract.columns().get(name);
        if (found == null || found.available().delay().isEmpty()) {
            throw new IllegalArgumentException("label: batch: " + name + " (expected: a column of the contract that is"
                    + " known at the decision or some time after it)");
        }
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
        if (labelColumn().isEmpty()) {
            return ColumnType.BOOL;
        }
        ColumnType type = rows.column(labelColumn().get()).type();
        return type == ColumnType.LONG ? ColumnType.DOUBLE : type;
    }

    /** When labels exist under this contract. */
    public Maturity maturity(Contract contract) {
        Stream<String> batches = event.isPresent() ? Stream.empty() : batch.stream();
        return new Maturity(Stream.concat(columns().stream(), batches)
                .map(read ->
                        Objects.requireNonNull(contract.columns().get(read)).available())
                .toList());
    }
}
