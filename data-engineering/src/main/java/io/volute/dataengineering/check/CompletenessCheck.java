package io.volute.dataengineering.check;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import jakarta.inject.Inject;
import java.util.List;

/** At least this share of the rows has a value. */
final class CompletenessCheck implements BatchCheck {
    /** How much of what. */
    record Options(
            @Doc("the column") String column,

            @Doc("smallest share of rows with a value, for example 0.6")
            double min,

            @Doc("what happens when it fails") @Default("warn")
            Severity severity)
            implements CheckOptions {
        Options {
            if (!(min > 0 && min <= 1)) {
                throw new IllegalArgumentException("min: " + min + " (expected: a share above 0, at most 1)");
            }
            Batches.refuseBlockRow(severity);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }
    }

    @Inject
    CompletenessCheck() {}

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
        String expected = "at least " + Numbers.percent(wanted.min);
        if (rows.rows() == 0) {
            return new Judgement(Status.UNKNOWN, "no rows", expected);
        }
        double share = 1 - (double) rows.column(wanted.column).missing() / rows.rows();
        return new Judgement(share >= wanted.min ? Status.PASS : Status.FAIL, Numbers.percent(share), expected);
    }
}
