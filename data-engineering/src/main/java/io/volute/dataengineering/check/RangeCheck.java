package io.volute.dataengineering.check;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Numbers between two ends, both included. */
final class RangeCheck implements RowCheck {
    /** Which numbers where. */
    record Options(
            @Doc("a column of numbers") String column,
            @Doc("the smallest allowed value") Optional<BigDecimal> min,
            @Doc("the largest allowed value") Optional<BigDecimal> max,

            @Doc("what happens when it fails") @Default("block-row")
            Severity severity)
            implements CheckOptions {
        Options {
            if (min.isEmpty() && max.isEmpty()) {
                throw new IllegalArgumentException("no min and no max (expected: one of them, or both)");
            }
            if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
                throw new IllegalArgumentException("min: " + min.get() + " is above max " + max.get());
            }
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public void checkTypes(Table contract) {
            ColumnType type = contract.column(column).type();
            if (type != ColumnType.LONG && type != ColumnType.DOUBLE) {
                throw new IllegalArgumentException("column " + column + " holds no numbers (expected: type int or"
                        + " number; check: condition compares dates)");
            }
        }
    }

    @Inject
    RangeCheck() {}

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
        Options range = (Options) options;
        double min = range.min.map(BigDecimal::doubleValue).orElse(Double.NEGATIVE_INFINITY);
        double max = range.max.map(BigDecimal::doubleValue).orElse(Double.POSITIVE_INFINITY);
        Column column = rows.column(range.column);
        BitSet broken = new BitSet();
        for (int row = 0; row < rows.rows(); row++) {
            if (!column.isMissing(row)) {
                double value = column.doubleAt(row);
                broken.set(row, value < min || value > max);
            }
        }
        return broken;
    }

    @Override
    public String expected(Record options) {
        Options range = (Options) options;
        if (range.min.isEmpty()) {
            return "at most " + range.max.orElseThrow();
        }
        return range.max.isEmpty() ? "at least " + range.min.get() : range.min.get() + " to " + range.max.get();
    }
}
