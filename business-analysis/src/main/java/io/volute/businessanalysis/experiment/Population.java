package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.Metrics;
import io.volute.core.contract.metric.EventTotals.Assigned;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part: units that were exposed, in one arm that the design has, and no bots. What is left out is counted and
 * told.
 */
public final class Population {
    private Population() {}

    /**
     * The population of a log.
     *
     * @param metrics of the totals
     * @param before whether they were counted before the exposure too
     * @param until day of the question
     */
    public static ExperimentUnits of(
            Design design,
            UnitTotals totals,
            SortedMap<MetricId, MetricDefinition> metrics,
            boolean before,
            Optional<LocalDate> until) {
        Table units = totals.units();
        List<String> arms = List.copyOf(design.arms().keySet());
        boolean keepBots = metrics.values().stream().noneMatch(MetricDefinition::excludeBots);
        Column arm = units.column(Assigned.ARM);
        Column armCount = units.column(Assigned.ARMS);
        Column bot = units.column(Assigned.IS_BOT);
        Column exposed = units.column(Assigned.EXPOSED_AT);
        int[] rows = new int[units.rows()];
        int[] armOf = new int[units.rows()];
        int kept = 0;
        long exposedUnits = 0;
        long twoArms = 0;
        long unknownArm = 0;
        SortedSet<String> unknownArms = new TreeSet<>();
        long[] assigned = new long[arms.size()];
        long bots = 0;
        for (int row = 0; row < units.rows(); row++) {
            int place = arms.indexOf(arm.textAt(row));
            exposedUnits += exposed.isMissing(row) ? 0 : 1;
            if (armCount.longAt(row) > 1) {
                twoArms++;
            } else if (place < 0) {
                unknownArm++;
                unknownArms.add(arm.textAt(row));
            } else if (bot.boolAt(row) && !keepBots) {
                bots++;
            } else {
                assigned[place]++;
                if (!exposed.isMissing(row)) {
                    rows[kept] = row;
                    armOf[kept++] = place;
                }
            }
        }
        int[] picked = Arrays.copyOf(rows, kept);
        return new ExperimentUnits(
                        names(units.column(Assigned.UNIT), picked),
                        Arrays.copyOf(armOf, kept),
                        attributes(totals, picked),
                        Metrics.of(units, picked, metrics, before),
                        new ExperimentUnits.Counts(
                                units.rows(),
                                exposedUnits,
                                twoArms,
                                unknownArm,
                                bots,
                                totals.log().duplicates(),
                                totals.log().unknownYet()),
                        Optional.of(totals.log()),
                        until)
                .with(new ExperimentUnits.Assignment(
                        unknownArms, LongStream.of(assigned).boxed().toList()));
    }

    private static SortedMap<String, @Nullable String[]> attributes(UnitTotals totals, int[] rows) {
        SortedMap<String, @Nullable String[]> attributes = new TreeMap<>();
        for (String name : totals.attributes()) {
            attributes.put(name, texts(totals.units().column(name), rows));
        }
        Column exposed = totals.units().column(Assigned.EXPOSED_AT);
        @Nullable String[] days = new String[rows.length];
        List<String> known = new ArrayList<>();
        long first = Long.MAX_VALUE;
        for (int row : rows) {
            first = Math.min(first, Math.floorDiv(exposed.longAt(row), 86_400_000_000L));
        }
        for (int i = 0; i < rows.length; i++) {
            int day = Math.toIntExact(Math.floorDiv(exposed.longAt(rows[i]), 86_400_000_000L) - first);
            while (known.size() <= day) {
                known.add(LocalDate.EPOCH.plusDays(first + known.size()).toString());
            }
            days[i] = known.get(day);
        }
        attributes.put(ExperimentUnits.EXPOSED_ON, days);
        return attributes;
    }

    private static @Nullable String[] texts(Column column, int[] rows) {
        @Nullable String[] texts = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            texts[i] = column.isMissing(rows[i]) ? null : column.textAt(rows[i]);
        }
        return texts;
    }

    private static String[] names(Column column, int[] rows) {
        String[] names = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            names[i] = column.textAt(rows[i]);
        }
        return names;
    }
}
