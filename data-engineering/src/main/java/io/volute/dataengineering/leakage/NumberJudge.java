package io.volute.dataengineering.leakage;

import io.volute.core.contract.dataengineering.Leakage.Detector;
import io.volute.core.contract.dataengineering.Leakage.Finding;
import io.volute.core.contract.dataengineering.Leakage.Severity;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.association.Associations;
import io.volute.statistics.ranking.OutOfFoldMeans;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Judges a column alone where the label is a number, by the share of its variance that the column explains: out of fold
 * by its values or bins, and for a column of numbers also by ranks, which see what any increasing function of the label
 * would show and bins are too coarse for.
 */
final class NumberJudge {
    private static final double BLOCK = .95;
    private static final double WARN = .90;
    private static final int BINS = 100;
    private static final int ROWS_PER_BIN = 30;

    private final String label;
    private final LeakageSpec spec;
    private final List<SlotRows> slots;
    private final int rows;

    NumberJudge(String label, LeakageSpec spec, List<SlotRows> slots) {
        this.label = label;
        this.spec = spec;
        this.slots = slots;
        this.rows = slots.stream().mapToInt(SlotRows::rows).sum();
    }

    private record Power(double share, int rows, String method, String words) {}

    Optional<Finding> judge(Judged column, int number, SlotRows.Names names) {
        Power best;
        if (column.number()) {
            double[] values = new double[rows];
            double[] labels = new double[rows];
            int known = 0;
            for (SlotRows slot : slots) {
                for (int row = 0; row < slot.rows(); row++) {
                    if (!Double.isNaN(slot.values(number)[row])) {
                        values[known] = slot.values(number)[row];
                        labels[known++] = slot.label()[row];
                    }
                }
            }
            values = Arrays.copyOf(values, known);
            Power binned = binned(number, values);
            Power ranked = ranked(values, Arrays.copyOf(labels, known));
            best = ranked.share > binned.share ? ranked : binned;
        } else {
            best = power(named(number, names.texts().size()));
        }
        return best.share > WARN ? Optional.of(finding(column, best)) : Optional.empty();
    }

    private static Power ranked(double[] values, double[] labels) {
        double rho = values.length < ColumnJudge.LEAST
                ? 0
                : Associations.spearman(values, labels).orElse(0);
        return new Power(rho * rho, values.length, "spearman", "rank correlation " + Numbers.plain(rho) + ", squared ");
    }

    private Power binned(int number, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int bins = Math.max(1, Math.min(BINS, sorted.length / ROWS_PER_BIN));
        double[] edges = Bins.edges(sorted, bins);
        return power(means(number, edges));
    }

    private OutOfFoldMeans means(int number, double[] edges) {
        OutOfFoldMeans means = new OutOfFoldMeans(edges.length + 2, SlotRows.FOLDS);
        for (SlotRows slot : slots) {
            double[] values = slot.values(number);
            for (int row = 0; row < values.length; row++) {
                int part = Double.isNaN(values[row]) ? 0 : Bins.of(edges, values[row]);
                means.add(part, slot.fold()[row], slot.label()[row]);
            }
        }
        return means;
    }

    private OutOfFoldMeans named(int number, int parts) {
        OutOfFoldMeans means = new OutOfFoldMeans(parts, SlotRows.FOLDS);
        for (SlotRows slot : slots) {
            for (int row = 0; row < slot.rows(); row++) {
                means.add((int) slot.values(number)[row], slot.fold()[row], slot.label()[row]);
            }
        }
        return means;
    }

    private Power power(OutOfFoldMeans means) {
        return new Power(means.rSquared().orElse(0), rows, "out-of-fold", "R² out of fold ");
    }

    private Finding finding(Judged column, Power power) {
        double limit = power.share > BLOCK ? BLOCK : WARN;
        return new Finding(
                Detector.POWER,
                column.name(),
                "",
                power.rows,
                0,
                Optional.of(new Estimate(power.share, power.share, power.share, power.rows, power.method)),
                Optional.of(limit),
                spec.severity(column, limit == BLOCK ? Severity.BLOCK : Severity.WARN),
                column.name() + ": alone it tells " + label + " with " + power.words + Numbers.plain(power.share)
                        + " (expected: at most " + Numbers.plain(limit) + ")" + spec.consequence(column));
    }
}
