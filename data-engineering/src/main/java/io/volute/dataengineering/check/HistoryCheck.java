package io.volute.dataengineering.check;

import io.volute.core.run.Slot;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.text.Numbers;
import io.volute.statistics.history.History;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest slot has about as many rows as earlier slots of the same phase, a May as the Mays before. It takes the newest
 * slot for a whole one, as it is when a schedule runs.
 */
final class HistoryCheck implements SeriesCheck {
    /** What is compared. */
    record Options(
            @Doc("slots that lie a multiple of this apart are compared: with P1Y a May with Mays") @Default("P1Y")
            Period phase,

            @Doc("false alarms in a year that are put up with") @Default("0.1")
            double alarmsPerYear,

            @Doc("what happens when it fails") @Default("warn")
            Severity severity)
            implements CheckOptions {
        Options {
            if (phase.isNegative() || phase.isZero()) {
                throw new IllegalArgumentException("phase: " + phase + " (expected: a period such as P1Y or P7D)");
            }
            if (!(alarmsPerYear > 0 && alarmsPerYear <= 12)) {
                throw new IllegalArgumentException(
                        "alarms-per-year: " + alarmsPerYear + " (expected: above 0, at most 12)");
            }
            Batches.refuseBlockRow(severity);
        }

        @Override
        public List<String> columns() {
            return List.of();
        }
    }

    private static final double MOST = .5;

    private record Case(int k, double alpha) {}

    /** Critical values take a simulation each, and are asked for again every month. */
    private final Map<Case, Double> critical = new ConcurrentHashMap<>();

    @Inject
    HistoryCheck() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return Options.class;
    }

    @Override
    public BatchCheck.Judgement judge(Record options, SortedMap<Slot, Long> rows) {
        Options history = (Options) options;
        if (rows.isEmpty()) {
            return new BatchCheck.Judgement(BatchCheck.Status.UNKNOWN, "no period", "a period to judge");
        }
        Slot last = rows.lastKey();
        long found = rows.getOrDefault(last, 0L);
        String value = Numbers.count(found) + " rows in " + last;
        double[] past = last.equals(Slot.ALL) ? new double[0] : past(last, history.phase, rows);
        if (past.length == 0) {
            return new BatchCheck.Judgement(BatchCheck.Status.UNKNOWN, value, "an earlier period to compare it with");
        }
        double days = Duration.between(last.start(), last.end()).toDays();
        double alpha = Math.min(MOST, history.alarmsPerYear * days / 365.25);
        History.Bounds bounds = (past.length < History.LEAST
                        ? Optional.<History.Bounds>empty()
                        : History.robust(past, critical(past.length, alpha)))
                .orElseGet(() -> History.poisson(past, alpha));
        long low = Math.max(0, (long) Math.ceil(bounds.low()));
        long high = (long) Math.floor(bounds.high());
        return new BatchCheck.Judgement(
                found < low || found > high ? BatchCheck.Status.FAIL : BatchCheck.Status.PASS,
                value,
                Numbers.count(low) + " to " + Numbers.count(high) + ", as in " + bounds.n()
                        + (bounds.n() == 1 ? " earlier period" : " earlier periods"));
    }

    private double critical(int k, double alpha) {
        // A month of 28 days asks for nearly the same as one of 31; two digits keep the values few.
        double rounded = Math.round(alpha * 1000) / 1000.0;
        return critical.computeIfAbsent(
                new Case(k, Math.max(.001, rounded)), asked -> History.critical(asked.k, asked.alpha));
    }

    private static double[] past(Slot last, Period phase, SortedMap<Slot, Long> rows) {
        List<Double> past = new ArrayList<>();
        LocalDate day = LocalDate.ofInstant(last.start(), ZoneOffset.UTC);
        for (int back = 1; ; back++) {
            Slot slot = Slot.containing(last.cadence(), day.minus(phase.multipliedBy(back)));
            if (slot.compareTo(rows.firstKey()) < 0) {
                return past.stream().mapToDouble(Double::doubleValue).toArray();
            }
            Long found = rows.get(slot);
            if (found != null && slot.compareTo(last) < 0) {
                past.add((double) found);
            }
        }
    }
}
