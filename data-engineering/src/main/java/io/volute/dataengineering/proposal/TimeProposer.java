package io.volute.dataengineering.proposal;

import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.dataengineering.DataError;
import io.volute.dataengineering.contract.ValueType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Which periods of a dated table judge: the newest full ones of the longest length of which there are enough, so that at
 * least half of the time trains before the first of them, and both of two classes are in each.
 */
final class TimeProposer {
    private static final int FOLDS_MOST = 5;
    private static final int DAYS_LEAST = 4;
    private static final List<Period> LENGTHS =
            List.of(Period.ofYears(1), Period.ofMonths(3), Period.ofMonths(1), Period.ofDays(7), Period.ofDays(1));

    private final Column time;
    private final ValueType type;
    private final BitSet labelled;
    private final Map<String, BitSet> classes;
    private final boolean each;

    /**
     * A proposer.
     *
     * @param labelled rows with a label
     * @param classes rows of each class that must be learnt before the first period; empty for a number
     * @param each whether each class must also be in every period that judges
     */
    TimeProposer(Column time, ValueType type, BitSet labelled, Map<String, BitSet> classes, boolean each) {
        this.time = time;
        this.type = type;
        this.labelled = labelled;
        this.classes = classes;
        this.each = each;
    }

    Proposal.Time propose() {
        if (time.type() != ColumnType.DATE && time.type() != ColumnType.INSTANT) {
            throw unusable(
                    "holds " + type.name().toLowerCase(Locale.ROOT),
                    "dates such as 2001-03-31 or instants such as 2001-03-31T07:20:00Z in every row",
                    "bring the column into one of these forms");
        }
        if (time.missing() > 0) {
            throw unusable(
                    "has no value in " + time.missing() + " rows",
                    "a date or an instant in every row",
                    "leave these rows out, or name another column with --time");
        }
        LocalDate first = LocalDate.MAX;
        LocalDate last = LocalDate.MIN;
        for (int row = 0; row < time.rows(); row++) {
            LocalDate day = day(row);
            first = day.isBefore(first) ? day : first;
            last = day.isAfter(last) ? day : last;
        }
        long days = last.toEpochDay() - first.toEpochDay() + 1;
        if (days >= DAYS_LEAST) {
            Slot.Cadence slots = days > 92 ? Slot.Cadence.MONTH : Slot.Cadence.DAY;
            for (Period every : LENGTHS) {
                LocalDate end = end(every, slots, last);
                LocalDate middle = first.plusDays((end.toEpochDay() - first.toEpochDay()) / 2);
                for (int folds = FOLDS_MOST; folds >= (every.equals(Period.ofDays(1)) ? 1 : 2); folds--) {
                    LocalDate from = end.minus(every.multipliedBy(folds));
                    if (!from.isBefore(middle) && judgeable(from, every, folds)) {
                        return new Proposal.Time(time.name(), first, last, slots, folds, every);
                    }
                }
            }
        }
        throw unusable(
                "spans " + days + " days, " + first + " to " + last
                        + ", in which no part can train and a later one judge",
                "enough days with labels of every kind",
                "leave --time out: rows are then drawn by lot, which flatters if they do depend on time");
    }

    private static LocalDate end(Period every, Slot.Cadence slots, LocalDate last) {
        LocalDate end = Slot.containing(slots, last).next().first();
        return every.toTotalMonths() >= 12 ? end.withDayOfYear(1) : end;
    }

    private boolean judgeable(LocalDate from, Period every, int folds) {
        IntFunction<LocalDate> start = fold -> from.plus(every.multipliedBy(fold));
        boolean judged = true;
        for (int fold = 0; fold < folds && judged; fold++) {
            LocalDate begin = start.apply(fold);
            LocalDate end = start.apply(fold + 1);
            judged = each
                    ? classes.values().stream().allMatch(rows -> any(rows, begin, end))
                    : any(labelled, begin, end);
        }
        return judged
                && any(labelled, LocalDate.MIN, from)
                && classes.values().stream().allMatch(rows -> any(rows, LocalDate.MIN, from));
    }

    private boolean any(BitSet rows, LocalDate from, LocalDate to) {
        return rows.stream().mapToObj(this::day).anyMatch(day -> !day.isBefore(from) && day.isBefore(to));
    }

    private LocalDate day(int row) {
        Instant instant = time.instantAt(row);
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private VoluteException unusable(String what, String expected, String fix) {
        return new VoluteException(
                DataError.PROPOSAL_IMPOSSIBLE,
                "time " + time.name() + ": " + what + " (expected: " + expected + ")\nfix: " + fix);
    }
}
