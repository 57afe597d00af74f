package io.volute.businessanalysis.effect;

import io.volute.businessanalysis.effect.Readout.MonthCount;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Slots grouped by calendar. */
final class Months {
    private Months() {}

    /** The month that a slot begins in: {@code 2000-03}. */
    static String month(Slot slot) {
        return slot.first().toString().substring(0, 7);
    }

    /** The quarter that a slot begins in: {@code 2000 Q1}. */
    static String quarter(Slot slot) {
        return String.format(
                Locale.ROOT, "%d Q%d", slot.first().getYear(), (slot.first().getMonthValue() + 2) / 3);
    }

    /** The year that a slot begins in. */
    static String year(Slot slot) {
        return Integer.toString(slot.first().getYear());
    }

    /** Decisions by month under a release, or under all of them. */
    static List<MonthCount> of(SortedMap<Slot, UnitTotals> totals, String release) {
        SortedMap<String, long[]> months = new TreeMap<>();
        totals.forEach((slot, total) -> {
            Table rows = total.rows();
            Column releases = rows.column("release");
            Column arms = rows.column("arm");
            for (int row = 0; row < rows.rows(); row++) {
                String of = releases.textAt(row);
                if (!UnitTotals.decided(of) || !(release.equals("all") || release.equals(of))) {
                    continue;
                }
                long[] counts = months.computeIfAbsent(month(slot), key -> new long[2]);
                counts[0] += rows.column(Count.DECIDED.column()).longAt(row);
                if (arms.textAt(row).equals(Arm.MODEL)) {
                    counts[1] += rows.column(Count.PAIRED.column()).longAt(row);
                }
            }
        });
        List<MonthCount> result = new ArrayList<>();
        months.forEach((month, counts) -> result.add(new MonthCount(month, counts[0], counts[1])));
        return result;
    }
}
