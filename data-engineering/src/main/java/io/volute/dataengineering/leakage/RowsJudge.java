package io.volute.dataengineering.leakage;

import io.volute.core.text.Numbers;
import io.volute.dataengineering.leakage.Leakage.Detector;
import io.volute.dataengineering.leakage.Leakage.Finding;
import io.volute.dataengineering.leakage.Leakage.Severity;
import io.volute.statistics.Estimate;
import io.volute.statistics.association.Associations;
import io.volute.statistics.ranking.Ranks;
import io.volute.statistics.test.Multiplicity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Judges the rows as a whole: their order, ids, repetitions and contradictions. */
final class RowsJudge {
    /** Weaker correlations are found significant in a large table and tell nothing. */
    private static final double LEAST_RHO = .1;

    private static final double ALPHA = .05;
    private static final double ID_LIKE = .98;

    private final Target target;
    private final List<Judged> columns;
    private final List<SlotRows> slots;

    RowsJudge(Target target, List<Judged> columns, List<SlotRows> slots) {
        this.target = target;
        this.columns = columns;
        this.slots = slots;
    }

    List<Finding> judge() {
        List<Finding> findings = new ArrayList<>(orders());
        twins().ifPresent(findings::add);
        repetitions().ifPresent(findings::add);
        return findings;
    }

    private record Order(String column, String words, double rho, double p) {}

    /**
     * Whether the label goes with where a row stands, or with an id. Ranks are taken within each slot: over the years the
     * share of positives may change without any leak, and files are sorted by date.
     */
    private List<Finding> orders() {
        List<Order> orders = new ArrayList<>();
        add(orders, "", "the order of rows in the source", SlotRows::line);
        for (int i = 0; i < columns.size(); i++) {
            Judged column = columns.get(i);
            int number = i;
            if (column.available().isNow() && column.number() && isId(number)) {
                add(orders, column.name(), "the id " + column.name(), slot -> slot.values(number));
            }
        }
        double[] adjusted = Multiplicity.benjaminiHochberg(
                orders.stream().mapToDouble(Order::p).toArray());
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            Order order = orders.get(i);
            if (Math.abs(order.rho) >= LEAST_RHO && adjusted[i] <= ALPHA) {
                findings.add(new Finding(
                        Detector.ORDER,
                        order.column,
                        "",
                        target.rows(),
                        target.hits(),
                        Optional.of(
                                new Estimate(order.rho, order.rho, order.rho, target.rows(), "spearman-within-slots")),
                        Optional.of(LEAST_RHO),
                        Severity.WARN,
                        "within a period, what is " + target.name() + " goes with " + order.words
                                + ": rank correlation " + Numbers.plain(order.rho) + " (expected: none; a file that was"
                                + " sorted or joined by its outcome looks so)"));
            }
        }
        return findings;
    }

    private boolean isId(int number) {
        double[] values = new double[(int) target.rows()];
        int known = 0;
        for (SlotRows slot : slots) {
            for (double value : slot.values(number)) {
                if (Double.isNaN(value)) {
                    return false;
                }
                values[known++] = value;
            }
        }
        Arrays.sort(values);
        int distinct = known == 0 ? 0 : 1;
        for (int i = 1; i < known; i++) {
            distinct += values[i] == values[i - 1] ? 0 : 1;
        }
        return distinct > ID_LIKE * known;
    }

    private void add(List<Order> orders, String column, String words, Function<SlotRows, double[]> values) {
        double[] places = new double[(int) target.rows()];
        double[] labels = new double[places.length];
        int at = 0;
        for (SlotRows slot : slots) {
            Ranks ranks = Ranks.of(values.apply(slot));
            for (int row = 0; row < slot.rows(); row++) {
                places[at] = ranks.rank(row) / (slot.rows() + 1);
                labels[at++] = slot.label()[row] == target.value() ? 1 : 0;
            }
        }
        OptionalDouble rho = Associations.spearman(places, labels);
        rho.ifPresent(
                value -> orders.add(new Order(column, words, value, Associations.spearmanP(value, places.length))));
    }

    /** Rows that are equal in all that is known at the decision, and not in their label. */
    private Optional<Finding> twins() {
        // The last bit of a group gives way to the label: sorted, the rows of a group stand together, negatives first.
        long[] groups = new long[(int) target.rows()];
        int at = 0;
        for (SlotRows slot : slots) {
            for (int row = 0; row < slot.rows(); row++) {
                groups[at++] = (slot.group()[row] & ~1L) | (slot.label()[row] ? 1 : 0);
            }
        }
        Arrays.sort(groups);
        long rows = 0;
        for (int from = 0, to; from < at; from = to) {
            to = from + 1;
            while (to < at && groups[to] >>> 1 == groups[from] >>> 1) {
                to++;
            }
            rows += groups[from] == groups[to - 1] ? 0 : to - from;
        }
        return rows == 0
                ? Optional.empty()
                : Optional.of(told(
                        Detector.CONTRADICTION,
                        rows,
                        Numbers.count(rows) + " rows equal another one in all that is known at the decision, and have"
                                + " the other label"));
    }

    /** Rows that equal one of an earlier period in all that is known but key and date: a split by time divides them. */
    private Optional<Finding> repetitions() {
        // 48 bits of the content, then the number of the slot: sorted, equal rows stand together, the earliest first.
        long[] contents = new long[(int) target.rows()];
        int at = 0;
        for (int number = 0; number < slots.size(); number++) {
            for (long content : slots.get(number).content()) {
                contents[at++] = (content & ~0xffffL) | Math.min(number, 0xffff);
            }
        }
        Arrays.sort(contents);
        long rows = 0;
        for (int row = 1, first = 0; row < at; row++) {
            if (contents[row] >>> 16 != contents[first] >>> 16) {
                first = row;
            }
            rows += contents[row] == contents[first] ? 0 : 1;
        }
        return rows == 0
                ? Optional.empty()
                : Optional.of(
                        told(
                                Detector.REPETITION,
                                rows,
                                Numbers.count(rows)
                                        + " rows equal one of an earlier period in all that is known but their date;"
                                        + " if they are the same case reported again, give the contract a key and deliver it once"));
    }

    static Finding told(Detector detector, long rows, String message) {
        return new Finding(detector, "", "", rows, 0, Optional.empty(), Optional.empty(), Severity.INFO, message);
    }
}
