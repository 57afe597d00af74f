package io.volute.dataengineering.leakage;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.dataengineering.Leakage.Detector;
import io.volute.core.contract.dataengineering.Leakage.Finding;
import io.volute.core.contract.dataengineering.Leakage.Severity;
import io.volute.core.table.ColumnType;
import io.volute.core.text.Numbers;
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

    private final Framing framing;
    private final String label;
    private final List<Target> targets;
    private final List<Judged> columns;
    private final List<SlotRows> slots;
    private final boolean dated;
    private final int rows;

    /** {@code label} names a number; classes have their targets. */
    RowsJudge(
            Framing framing,
            String label,
            List<Target> targets,
            List<Judged> columns,
            List<SlotRows> slots,
            boolean dated) {
        this.framing = framing;
        this.label = label;
        this.targets = targets;
        this.columns = columns;
        this.slots = slots;
        this.dated = dated;
        this.rows = slots.stream().mapToInt(SlotRows::rows).sum();
    }

    List<Finding> judge() {
        List<Finding> findings = new ArrayList<>(orders());
        if (framing == Framing.REGRESSION) {
            findings.add(told(
                    Detector.CONTRADICTION,
                    0,
                    "not looked for: equal rows with another label contradict each other where labels are classes;"
                            + " numbers differ by chance"));
        } else {
            twins().ifPresent(findings::add);
        }
        if (dated) {
            repetitions().ifPresent(findings::add);
        } else {
            findings.add(equals());
        }
        return findings;
    }

    private record Order(String column, String words, String what, long hits, double rho, double p) {}

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
            if (column.available().isNow() && column.type() == ColumnType.LONG && isId(number)) {
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
                        rows,
                        order.hits,
                        Optional.of(new Estimate(order.rho, order.rho, order.rho, rows, "spearman-within-slots")),
                        Optional.of(LEAST_RHO),
                        Severity.WARN,
                        (dated ? "within a period, " : "") + order.what + " goes with " + order.words
                                + ": rank correlation " + Numbers.plain(order.rho) + " (expected: none; a file that was"
                                + " sorted or joined by its outcome looks so)"));
            }
        }
        return findings;
    }

    private boolean isId(int number) {
        double[] values = new double[rows];
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
        double[] places = new double[rows];
        int at = 0;
        for (SlotRows slot : slots) {
            Ranks ranks = Ranks.of(values.apply(slot));
            for (int row = 0; row < slot.rows(); row++) {
                places[at++] = ranks.rank(row) / (slot.rows() + 1);
            }
        }
        if (framing == Framing.REGRESSION) {
            add(orders, column, words, label, 0, places, ranks());
        }
        for (Target target : targets) {
            add(orders, column, words, "what is " + target.name(), target.hits(), places, hits(target));
        }
    }

    /** A number by its rank within the slot, as its level may change over the years. */
    private double[] ranks() {
        double[] labels = new double[rows];
        int at = 0;
        for (SlotRows slot : slots) {
            Ranks ranks = Ranks.of(slot.label());
            for (int row = 0; row < slot.rows(); row++) {
                labels[at++] = ranks.rank(row) / (slot.rows() + 1);
            }
        }
        return labels;
    }

    private double[] hits(Target target) {
        double[] labels = new double[rows];
        int at = 0;
        for (SlotRows slot : slots) {
            for (double of : slot.label()) {
                labels[at++] = target.hit(of) ? 1 : 0;
            }
        }
        return labels;
    }

    private static void add(
            List<Order> orders, String column, String words, String what, long hits, double[] places, double[] labels) {
        OptionalDouble rho = Associations.spearman(places, labels);
        rho.ifPresent(value ->
                orders.add(new Order(column, words, what, hits, value, Associations.spearmanP(value, places.length))));
    }

    /** Rows that are equal in all that is known at the decision, and not in their label. */
    private Optional<Finding> twins() {
        // The last bits of a group give way to the label: sorted, the rows of a group stand together, class by class.
        int bits = framing == Framing.BINARY ? 1 : 16;
        long mask = (1L << bits) - 1;
        long[] groups = new long[rows];
        int at = 0;
        for (SlotRows slot : slots) {
            for (int row = 0; row < slot.rows(); row++) {
                groups[at++] = (slot.group()[row] & ~mask) | Math.min((long) slot.label()[row], mask);
            }
        }
        Arrays.sort(groups);
        long found = 0;
        for (int from = 0, to; from < at; from = to) {
            to = from + 1;
            while (to < at && groups[to] >>> bits == groups[from] >>> bits) {
                to++;
            }
            found += groups[from] == groups[to - 1] ? 0 : to - from;
        }
        return found == 0
                ? Optional.empty()
                : Optional.of(told(
                        Detector.CONTRADICTION,
                        found,
                        Numbers.count(found) + " rows equal another one in all that is known at the decision, and have"
                                + (framing == Framing.BINARY ? " the other label" : " another label")));
    }

    /** Rows that equal one of an earlier period in all that is known but key and date: a split by time divides them. */
    private Optional<Finding> repetitions() {
        // 48 bits of the content, then the number of the slot: sorted, equal rows stand together, the earliest first.
        long[] contents = new long[rows];
        int at = 0;
        for (int number = 0; number < slots.size(); number++) {
            for (long content : slots.get(number).content()) {
                contents[at++] = (content & ~0xffffL) | Math.min(number, 0xffff);
            }
        }
        Arrays.sort(contents);
        long found = 0;
        for (int row = 1, first = 0; row < at; row++) {
            if (contents[row] >>> 16 != contents[first] >>> 16) {
                first = row;
            }
            found += contents[row] == contents[first] ? 0 : 1;
        }
        return found == 0
                ? Optional.empty()
                : Optional.of(
                        told(
                                Detector.REPETITION,
                                found,
                                Numbers.count(found)
                                        + " rows equal one of an earlier period in all that is known but their date;"
                                        + " if they are the same case reported again, give the contract a key and deliver it once"));
    }

    /** Without a time nothing is earlier; what is equal stays on one side of every split. */
    private Finding equals() {
        long[] groups = new long[rows];
        int at = 0;
        for (SlotRows slot : slots) {
            for (long group : slot.group()) {
                groups[at++] = group;
            }
        }
        Arrays.sort(groups);
        long found = 0;
        for (int row = 1; row < at; row++) {
            found += groups[row] == groups[row - 1] ? 1 : 0;
        }
        return told(
                Detector.REPETITION,
                found,
                "not looked for by period, as rows have no time: " + Numbers.count(found)
                        + " rows equal another one in all that is known at the decision, and no split divides them");
    }

    static Finding told(Detector detector, long rows, String message) {
        return new Finding(detector, "", "", rows, 0, Optional.empty(), Optional.empty(), Severity.INFO, message);
    }
}
