package io.volute.dataengineering.join;

import io.volute.core.spec.Doc;
import io.volute.core.table.ColumnType;
import io.volute.dataengineering.contract.Availability;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.ValueType;
import java.time.Period;
import java.util.Optional;

/**
 * One figure over the records of a period before the decision, its end left out.
 *
 * @param over length of the period
 * @param take which figure
 * @param of column of the records; none for a count of records
 */
public record WindowSpec(
        @Doc("length of the period before the decision, for example P90D")
        Period over,

        @Doc("which figure: count, sum, mean, min, max or last")
        Take take,

        @Doc("the column of the records; left out, count counts records")
        Optional<String> of) {

    /** Figures over records. Values that are missing are left out; without any value only a count is there. */
    public enum Take {
        /** How many values, or records. */
        COUNT,
        /** Their sum. */
        SUM,
        /** Their mean. */
        MEAN,
        /** The least. */
        MIN,
        /** The greatest. */
        MAX,
        /** The newest. */
        LAST
    }

    /** Checks the period, and that a figure of values says of which. */
    public WindowSpec {
        if (over.isNegative() || over.isZero()) {
            throw new IllegalArgumentException("over: " + over + " (expected: a period such as P90D)");
        }
        if (of.isEmpty() && take != Take.COUNT) {
            throw new IllegalArgumentException("of: missing (expected: the column of the records to take from)");
        }
    }

    /** The column that it makes; refused where the records' column is no number and the figure needs one. */
    ColumnContract column(RecordSource records) {
        if (take == Take.COUNT) {
            of.ifPresent(name -> records.column("of", name));
            return new ColumnContract(ValueType.INT, Availability.NOW, ColumnContract.OnBadValue.REFUSE);
        }
        ColumnContract taken = records.column("of", of.orElse(""));
        ValueType type = taken.type();
        boolean number = type.column() == ColumnType.LONG || type.column() == ColumnType.DOUBLE;
        if (!number && take != Take.LAST) {
            throw new IllegalArgumentException(records.name() + ": of: " + of.orElse("") + " is no number (expected: a"
                    + " column of type int or number; count and last take any)");
        }
        return now(taken, take == Take.SUM || take == Take.MEAN ? ValueType.NUMBER : type);
    }

    /** Made of a column; what is made of personal data is. */
    static ColumnContract now(ColumnContract of, ValueType type) {
        return new ColumnContract(type, Availability.NOW, ColumnContract.OnBadValue.REFUSE, of.pii());
    }
}
