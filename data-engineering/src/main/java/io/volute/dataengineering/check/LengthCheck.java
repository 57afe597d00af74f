package io.volute.dataengineering.check;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import jakarta.inject.Inject;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Text that is neither shorter nor longer than allowed, in characters as people count them. */
final class LengthCheck implements RowCheck {
    /** How long. */
    record Options(
            @Doc("a column of text") String column,

            @Doc("the smallest allowed number of characters") @Default("1")
            int min,

            @Doc("the largest allowed number of characters") Optional<Integer> max,

            @Doc("what happens when it fails") @Default("block-row")
            Severity severity)
            implements CheckOptions {
        Options {
            if (min < 0) {
                throw new IllegalArgumentException("min: " + min + " (expected: 0 or more)");
            }
            if (max.isPresent() && max.get() < min) {
                throw new IllegalArgumentException("max: " + max.get() + " is below min " + min);
            }
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public void checkTypes(Table contract) {
            Texts.refuseOthers(contract.column(column));
        }
    }

    @Inject
    LengthCheck() {}

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
        Options length = (Options) options;
        int max = length.max.orElse(Integer.MAX_VALUE);
        Column column = rows.column(length.column);
        BitSet broken = new BitSet();
        for (int row = 0; row < rows.rows(); row++) {
            if (!column.isMissing(row)) {
                String text = column.textAt(row);
                int characters = text.codePointCount(0, text.length());
                broken.set(row, characters < length.min || characters > max);
            }
        }
        return broken;
    }

    @Override
    public String expected(Record options) {
        Options length = (Options) options;
        return length.max.map(max -> length.min + " to " + max).orElse("at least " + length.min) + " characters";
    }
}
