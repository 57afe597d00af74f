package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.effect.Readout;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The months of the book, without a gap: from the first training or decision to the last.
 *
 * @param months oldest first
 */
record Calendar(List<YearMonth> months) {
    Calendar {
        months = List.copyOf(months);
    }

    static Calendar of(Readout readout, Challenges challenges) {
        TreeSet<YearMonth> seen = new TreeSet<>();
        challenges.all().forEach(challenge -> seen.add(month(challenge.asOf())));
        readout.overall().byMonth().forEach(month -> seen.add(YearMonth.parse(month.month())));
        return over(seen);
    }

    /** The same, and what lies between it and these months. */
    Calendar and(Collection<YearMonth> more) {
        TreeSet<YearMonth> seen = new TreeSet<>(months);
        seen.addAll(more);
        return over(seen);
    }

    private static Calendar over(TreeSet<YearMonth> seen) {
        List<YearMonth> months = new ArrayList<>();
        if (!seen.isEmpty()) {
            for (YearMonth month = seen.first(); !month.isAfter(seen.last()); month = month.plusMonths(1)) {
                months.add(month);
            }
        }
        return new Calendar(months);
    }

    static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atZone(ZoneOffset.UTC));
    }

    /** Position of a month; it is in the book. */
    int index(YearMonth month) {
        return months.indexOf(month);
    }
}
