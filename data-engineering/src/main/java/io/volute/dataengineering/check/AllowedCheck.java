package io.volute.dataengineering.check;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import jakarta.inject.Inject;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** Only the listed values. */
final class AllowedCheck implements RowCheck {
    /** What is allowed where. */
    record Options(
            @Doc("the column") String column,

            @Doc("every value that may stand there, as written in the source")
            List<String> values,

            @Doc("what happens when it fails") @Default("block-row")
            Severity severity)
            implements CheckOptions {
        Options {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("values: none (expected: at least one)");
            }
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }
    }

    @Inject
    AllowedCheck() {}

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
        Options allowed = (Options) options;
        Set<String> values = Set.copyOf(allowed.values);
        Column column = rows.column(allowed.column);
        BitSet broken = new BitSet();
        for (int row = 0; row < rows.rows(); row++) {
            Object value = column.valueAt(row);
            broken.set(row, value != null && !values.contains(value.toString()));
        }
        return broken;
    }

    @Override
    public String expected(Record options) {
        return "one of: " + String.join(", ", ((Options) options).values);
    }
}
