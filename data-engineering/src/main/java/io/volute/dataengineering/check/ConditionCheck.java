package io.volute.dataengineering.check;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import jakarta.inject.Inject;
import java.util.BitSet;
import java.util.List;

/** An expression that must not be false, over one column or several. */
final class ConditionCheck implements RowCheck {
    /** Which expression. */
    record Options(
            @Doc("what must hold in each row, for example \"Start\" <= \"End\"")
            String holds,

            @Doc("what happens when it fails") @Default("block-row")
            Severity severity)
            implements CheckOptions {
        Options {
            Expression.parse(holds);
        }

        @Override
        public List<String> columns() {
            return List.copyOf(Expression.parse(holds).columns());
        }

        @Override
        public void checkTypes(Table contract) {
            Expression.parse(holds).select(contract);
        }
    }

    @Inject
    ConditionCheck() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return Options.class;
    }

    @Override
    public BitSet broken(Record options, Table rows) {
        // Where a missing value leaves it unknown, neither the condition nor its opposite holds.
        return Expression.parse("not (" + ((Options) options).holds + ")").select(rows);
    }

    @Override
    public String expected(Record options) {
        return ((Options) options).holds;
    }
}
