package io.volute.dataengineering.leakage;

import io.volute.core.contract.dataengineering.Leakage.Detector;
import io.volute.core.contract.dataengineering.Leakage.Finding;
import io.volute.core.contract.dataengineering.Leakage.Severity;
import io.volute.core.table.ColumnType;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.proportion.Share;
import io.volute.statistics.ranking.GroupedAuc;
import io.volute.statistics.ranking.OutOfFoldRates;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Judges a column alone. The area under the curve sees what tells the label in most rows; a column that tells it in a few
 * hundred rows of many thousand hardly moves the area, and stands out by the rate of those rows.
 */
final class ColumnJudge {
    /** Fewer rows, of a segment or of a class, tell nothing. */
    static final int LEAST = 30;

    private static final double BLOCK_AUC = .98;
    private static final double WARN_AUC = .90;
    private static final double TIMES_BASE = 5;
    private static final double MOST = .5;
    private static final int BINS = 20;

    private final Target target;
    private final LeakageSpec spec;
    private final List<SlotRows> slots;

    ColumnJudge(Target target, LeakageSpec spec, List<SlotRows> slots) {
        this.target = target;
        this.spec = spec;
        this.slots = slots;
    }

    private record Segment(String name, long rows, long hits, Estimate rate) {}

    /** Values of one column in all slots, cut into parts; part 0 is the missing ones. */
    private record Parts(OutOfFoldRates rates, List<String> names) {}

    /** The findings, one per detector at most. */
    List<Finding> judge(Judged column, int number, SlotRows.Names names) {
        List<Segment> segments = new ArrayList<>();
        Optional<Estimate> power;
        if (column.number()) {
            Numbered numbers = numbered(number);
            double[] sorted = numbers.all();
            double[] edges = Bins.edges(sorted, BINS);
            Parts parts = parts(column, number, names(column, edges), edges);
            power = better(auc(parts), ranked(numbers, sorted));
            addParts(parts, segments);
            if (column.type() == ColumnType.LONG || column.type() == ColumnType.DOUBLE) {
                addZero(numbers, sorted, segments);
            }
        } else {
            Parts parts = parts(column, number, names.texts(), new double[0]);
            power = auc(parts);
            addParts(parts, segments);
        }
        List<Finding> findings = new ArrayList<>();
        power.filter(auc -> auc.estimate() > WARN_AUC).ifPresent(auc -> findings.add(power(column, auc)));
        strongest(segments)
                .filter(segment -> segment.rate.low() >= threshold())
                .ifPresent(segment -> findings.add(segment(column, segment)));
        return findings;
    }

    private double threshold() {
        return Math.max(MOST, TIMES_BASE * target.base());
    }

    private Finding power(Judged column, Estimate auc) {
        double limit = auc.estimate() > BLOCK_AUC ? BLOCK_AUC : WARN_AUC;
        return new Finding(
                Detector.POWER,
                column.name(),
                "",
                auc.n(),
                target.hits(),
                Optional.of(auc),
                Optional.of(limit),
                spec.severity(column, limit == BLOCK_AUC ? Severity.BLOCK : Severity.WARN),
                column.name() + ": alone it ranks what is " + target.name() + " with AUC " + Numbers.plain(auc)
                        + " (expected: at most " + Numbers.plain(limit) + ")" + spec.consequence(column));
    }

    private Finding segment(Judged column, Segment segment) {
        return new Finding(
                Detector.SEGMENT,
                column.name(),
                segment.name,
                segment.rows,
                segment.hits,
                Optional.of(segment.rate),
                Optional.of(threshold()),
                spec.severity(column, Severity.BLOCK),
                column.name() + " " + segment.name + ": " + Numbers.count(segment.hits) + " of "
                        + Numbers.count(segment.rows) + " rows are " + target.name() + ", at least "
                        + Numbers.plain(segment.rate.low() / target.base()) + " times the "
                        + Numbers.percent(target.base()) + " of all rows (expected: below "
                        + Numbers.plain(threshold() / target.base()) + ")" + spec.consequence(column));
    }

    private static Optional<Estimate> auc(Parts parts) {
        return parts.rates.auc().found();
    }

    private static Optional<Estimate> better(Optional<Estimate> a, Optional<Estimate> b) {
        return b.isEmpty() || (a.isPresent() && a.get().estimate() >= b.get().estimate()) ? a : b;
    }

    /** The values of a number, ascending, by class; rows without one are left out. */
    private static final class Numbered {
        private final double[] hits;
        private final double[] others;

        Numbered(double[] hits, double[] others) {
            this.hits = hits;
            this.others = others;
        }

        boolean judgeable() {
            return hits.length >= LEAST && others.length >= LEAST;
        }

        double[] all() {
            double[] all = Arrays.copyOf(hits, hits.length + others.length);
            System.arraycopy(others, 0, all, hits.length, others.length);
            Arrays.sort(all);
            return all;
        }
    }

    private Numbered numbered(int number) {
        double[] hits = new double[(int) target.hits()];
        double[] others = new double[(int) (target.rows() - target.hits())];
        int hit = 0;
        int other = 0;
        for (SlotRows slot : slots) {
            double[] values = slot.values(number);
            for (int row = 0; row < values.length; row++) {
                if (!Double.isNaN(values[row])) {
                    if (target.hit(slot.label()[row])) {
                        hits[hit++] = values[row];
                    } else {
                        others[other++] = values[row];
                    }
                }
            }
        }
        Arrays.sort(hits, 0, hit);
        Arrays.sort(others, 0, other);
        return new Numbered(Arrays.copyOf(hits, hit), Arrays.copyOf(others, other));
    }

    /** The area of the number itself, upwards or downwards, over the rows that have one. */
    private static Optional<Estimate> ranked(Numbered numbers, double[] sorted) {
        if (!numbers.judgeable()) {
            return Optional.empty();
        }
        double[] score = new double[sorted.length];
        long[] hits = new long[sorted.length];
        long[] others = new long[sorted.length];
        int groups = 0;
        int hit = 0;
        int other = 0;
        for (int at = 0; at < sorted.length; groups++) {
            score[groups] = sorted[at];
            while (hit < numbers.hits.length && numbers.hits[hit] == sorted[at]) {
                hit++;
                hits[groups]++;
            }
            while (other < numbers.others.length && numbers.others[other] == sorted[at]) {
                other++;
                others[groups]++;
            }
            at = hit + other;
        }
        return GroupedAuc.of(Arrays.copyOf(score, groups), Arrays.copyOf(hits, groups), Arrays.copyOf(others, groups))
                .found()
                .map(auc -> auc.estimate() >= .5
                        ? auc
                        : new Estimate(1 - auc.estimate(), 1 - auc.high(), 1 - auc.low(), auc.n(), auc.method()));
    }

    private static List<String> names(Judged column, double[] edges) {
        List<String> names = new ArrayList<>(List.of(""));
        for (int bin = 0; bin <= edges.length; bin++) {
            String from = bin == 0 ? "" : ">= " + shown(column, edges[bin - 1]);
            String to = bin == edges.length ? "" : "< " + shown(column, edges[bin]);
            names.add(from.isEmpty() || to.isEmpty() ? from + to : from + " and " + to);
        }
        return names;
    }

    private static String shown(Judged column, double value) {
        return switch (column.type()) {
            case DATE -> LocalDate.ofEpochDay((long) value).toString();
            case INSTANT -> Instant.EPOCH.plus((long) value, ChronoUnit.MICROS).toString();
            default ->
                value == Math.rint(value) && Math.abs(value) < 1e15
                        ? Long.toString((long) value)
                        : Double.toString(value);
        };
    }

    private Parts parts(Judged column, int at, List<String> names, double[] edges) {
        boolean number = column.number();
        OutOfFoldRates rates = new OutOfFoldRates(names.size(), SlotRows.FOLDS);
        for (SlotRows slot : slots) {
            double[] values = slot.values(at);
            for (int row = 0; row < values.length; row++) {
                double value = values[row];
                int part = !number ? (int) value : Double.isNaN(value) ? 0 : Bins.of(edges, value);
                rates.add(part, slot.fold()[row], target.hit(slot.label()[row]));
            }
        }
        return new Parts(rates, names);
    }

    private void addParts(Parts parts, List<Segment> segments) {
        for (int part = 1; part < parts.names.size(); part++) {
            String name = parts.names.get(part);
            add(name.isEmpty() ? "not missing" : name, parts.rates.rows(part), parts.rates.positives(part), segments);
        }
        long missing = parts.rates.rows(0);
        add("missing", missing, parts.rates.positives(0), segments);
        if (missing > 0) {
            add("not missing", target.rows() - missing, target.hits() - parts.rates.positives(0), segments);
        }
    }

    private static void addZero(Numbered numbers, double[] sorted, List<Segment> segments) {
        long hits = nonZero(numbers.hits);
        long rows = hits + nonZero(numbers.others);
        if (rows < sorted.length) {
            add(sorted[0] < 0 ? "<> 0" : "> 0", rows, hits, segments);
        }
    }

    private static long nonZero(double[] values) {
        long found = 0;
        for (double value : values) {
            found += value == 0 ? 0 : 1;
        }
        return found;
    }

    private static void add(String name, long rows, long hits, List<Segment> segments) {
        if (rows >= LEAST) {
            new Share(hits, rows).wilson().found().ifPresent(rate -> segments.add(new Segment(name, rows, hits, rate)));
        }
    }

    /** By its lower limit; of equals the larger one, then by name, so that no order of rows decides. */
    private static Optional<Segment> strongest(List<Segment> segments) {
        return segments.stream()
                .max(Comparator.comparingDouble((Segment segment) -> segment.rate.low())
                        .thenComparingLong(Segment::rows)
                        .thenComparing(Segment::name));
    }
}
