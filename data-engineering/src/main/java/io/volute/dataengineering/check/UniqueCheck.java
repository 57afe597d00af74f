package io.volute.dataengineering.check;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** No two rows agree in all of these columns; rows that lack one of the values are not compared. */
final class UniqueCheck implements BatchCheck {
    /** Which columns together. */
    record Options(
            @Doc("the columns that together are unique") List<String> columns,

            @Doc("what happens when it fails") @Default("warn")
            Severity severity)
            implements CheckOptions {
        Options {
            columns = List.copyOf(columns);
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("columns: none (expected: at least one)");
            }
            Batches.refuseBlockRow(severity);
        }
    }

    @Inject
    UniqueCheck() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return Options.class;
    }

    @Override
    public Judgement judge(Record options, Table rows) {
        List<Column> columns =
                ((Options) options).columns.stream().map(rows::column).toList();
        Set<List<@Nullable Object>> seen = new HashSet<>();
        long twice = 0;
        long compared = 0;
        for (int row = 0; row < rows.rows(); row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Column column : columns) {
                values.add(column.valueAt(row));
            }
            if (!values.contains(null)) {
                compared++;
                twice += seen.add(values) ? 0 : 1;
            }
        }
        Status status = compared == 0 ? Status.UNKNOWN : twice == 0 ? Status.PASS : Status.FAIL;
        return new Judgement(status, Numbers.count(twice) + " rows that repeat an earlier one", "none");
    }
}
