package io.volute.dataengineering.label;

import io.volute.core.spec.Doc;
import io.volute.core.spec.Named;
import io.volute.core.table.Expression;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.Contract;
import java.util.List;
import java.util.Objects;

/**
 * The event that the model predicts. A row has a label when every column that the expression reads is known and has a
 * value.
 *
 * @param name for people and reports
 * @param value true where the event happened, an expression over columns of the contract
 */
public record LabelSpec(
        @Doc("a short name, for example damaged") @Named String name,

        @Doc("true where the event happened, for example \"Damage <> 'None'\"")
        String value) {
    /** Checks the expression's grammar. */
    public LabelSpec {
        Expression.parse(value);
    }

    /** The parsed expression. */
    public Expression expression() {
        return Expression.parse(value);
    }

    /** Columns that it reads, sorted. */
    public List<String> columns() {
        return List.copyOf(expression().columns());
    }

    /** Refuses columns that the contract lacks or that are never available, and a label known at decision time. */
    public void checkAgainst(Contract contract) {
        boolean late = false;
        for (String name : columns()) {
            ColumnContract column = contract.columns().get(name);
            if (column == null) {
                throw new IllegalArgumentException("label: reads column " + name
                        + ", which the contract does not name (expected: one of "
                        + String.join(", ", contract.columns().keySet()) + ")");
            }
            if (column.available().delay().isEmpty()) {
                throw new IllegalArgumentException("label: reads column " + name
                        + ", which is never available (expected: columns that are known some time after the decision)");
            }
            late |= column.available().isLate();
        }
        if (!late) {
            throw new IllegalArgumentException("label: reads only what is known at decision time (expected: a column"
                    + " with available: P30D or so; what is known needs no prediction)");
        }
        expression().select(contract.emptyTable());
    }

    /** When labels exist under this contract. */
    public Maturity maturity(Contract contract) {
        return new Maturity(columns().stream()
                .map(name ->
                        Objects.requireNonNull(contract.columns().get(name)).available())
                .toList());
    }
}
