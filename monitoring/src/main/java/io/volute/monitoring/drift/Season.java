package io.volute.monitoring.drift;

import io.volute.core.run.Slot;
import io.volute.core.run.Slot.Cadence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The same season of earlier years: the slots of the same calendar month, one window for each year; all slots of a year
 * where slots are years. Winter is never compared with summer.
 */
final class Season {
    private Season() {}

    /** What is known of the same season, by year, each in the order of its slots. */
    static <T> SortedMap<Integer, List<T>> before(Slot current, SortedMap<Slot, T> known) {
        SortedMap<Integer, List<T>> years = new TreeMap<>();
        known.forEach((slot, value) -> {
            boolean same = slot.cadence() == current.cadence()
                    && (slot.cadence() == Cadence.YEAR
                            || slot.first().getMonth() == current.first().getMonth());
            if (same && slot.first().getYear() < current.first().getYear()) {
                years.computeIfAbsent(slot.first().getYear(), year -> new ArrayList<>())
                        .add(value);
            }
        });
        return years;
    }

    /** For people. */
    static String words(Slot current, SortedMap<Integer, ?> years) {
        String season = current.cadence() == Cadence.YEAR
                ? "years"
                : String.format(Locale.ROOT, "month %02d of", current.first().getMonthValue());
        return years.isEmpty() ? season + " none" : season + " " + years.firstKey() + " … " + years.lastKey();
    }

    /** How many looks a year has. */
    static int looksPerYear(Slot slot) {
        return switch (slot.cadence()) {
            case DAY -> 365;
            case MONTH -> 12;
            case YEAR, ALL -> 1;
        };
    }
}
