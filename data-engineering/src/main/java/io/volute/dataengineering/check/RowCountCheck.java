package io.volute.dataengineering.check;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Neither too few rows nor too many. */
final class RowCountCheck implements BatchCheck {
    /** How many. */
    record Options(
            @Doc("the smallest number of rows") @Default("1")
            long min,

            @Doc("the largest number of rows") Optional<Long> max,

            @Doc("what happens when it fails") @Default("block-batch")
            Severity severity)
            implements CheckOptions {
        Options {
            if (min < 0) {
                throw new IllegalArgumentException("min: " + min + " (expected: 0 or more)");
            }
            if (max.isPresent() && max.get() < min) {
                throw new IllegalArgumentException("max: " + max.get() + " is below min " + min);
            }
            Batches.refuseBlockRow(severity);
        }

        @Override
        public List<String> columns() {
            return List.of();
        }
    }

    @Inject
    RowCountCheck() {}

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
        Options wanted = (Options) options;
        boolean holds = rows.rows() >= wanted.min && rows.rows() <= wanted.max.orElse(Long.MAX_VALUE);
        return new Judgement(
                holds ? Status.PASS : Status.FAIL,
                Numbers.count(rows.rows()),
                "at least " + Numbers.count(wanted.min)
                        + wanted.max
                                .map(max -> ", at most " + Numbers.count(max))
                                .orElse(""));
    }
}
