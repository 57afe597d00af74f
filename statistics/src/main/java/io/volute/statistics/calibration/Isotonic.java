package io.volute.statistics.calibration;

import io.volute.statistics.ranking.Ranks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955): a rising step function of the score, applied
 * linearly between the blocks' mean scores and flat beyond them. Immutable.
 *
 * @param scores mean score of each block, ascending
 * @param values value of each block, strictly ascending
 */
public record Isotonic(List<Double> scores, List<Double> values) {

    /** @throws IllegalArgumentException if the lists are empty or of unequal length */
    public Isotonic {
        if (scores.isEmpty() || scores.size() != values.size()) {
            throw new IllegalArgumentException("isotonic: " + scores.size() + " scores, " + values.size()
                    + " values (expected: as many, at least one)");
        }
        scores = List.copyOf(scores);
        values = List.copyOf(values);
    }

    /**
     * Fits a map from scores to the share of positives; rows of equal score are pooled first.
     *
     * @throws IllegalArgumentException without rows, if the lengths differ, or if a score is NaN
     */
    public static Isotonic fit(double[] score, boolean[] truth) {
        if (score.length == 0 || score.length != truth.length) {
            throw new IllegalArgumentException(
                    "isotonic: " + score.length + " scores, " + truth.length + " labels (expected: as many, not none)");
        }
        int[] order = Ranks.ascending(score);
        List<Block> groups = new ArrayList<>();
        for (int row : order) {
            Block one = new Block(1, score[row], truth[row] ? 1 : 0);
            int last = groups.size() - 1;
            if (last >= 0 && groups.get(last).score == score[row]) {
                groups.set(last, groups.get(last).plus(one));
            } else {
                groups.add(one);
            }
        }
        List<Block> blocks = pooled(groups);
        return new Isotonic(
                blocks.stream().map(Block::score).toList(),
                blocks.stream().map(Block::value).toList());
    }

    /**
     * The isotonic fit of values in their order: neighbours are pooled while the left mean is at least the right one.
     *
     * @param weights above 0, one for each value
     * @return one value for each value
     */
    public static double[] pool(double[] values, double[] weights) {
        List<Block> singles = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            singles.add(new Block(weights[i], i, values[i], 1));
        }
        double[] result = new double[values.length];
        int at = 0;
        for (Block block : pooled(singles)) {
            for (int i = 0; i < block.rows; i++) {
                result[at++] = block.value;
            }
        }
        return result;
    }

    /** The value at a score. */
    public double at(double score) {
        int found = Collections.binarySearch(scores, score);
        if (found >= 0) {
            return values.get(found);
        }
        int above = -found - 1;
        if (above == 0) {
            return values.get(0);
        }
        if (above == scores.size()) {
            return values.get(above - 1);
        }
        double x0 = scores.get(above - 1);
        double y0 = values.get(above - 1);
        double share = (score - x0) / (scores.get(above) - x0);
        return y0 + share * (values.get(above) - y0);
    }

    /** The values at many scores. */
    public double[] at(double[] score) {
        double[] result = new double[score.length];
        for (int i = 0; i < score.length; i++) {
            result[i] = at(score[i]);
        }
        return result;
    }

    private static List<Block> pooled(List<Block> ordered) {
        List<Block> blocks = new ArrayList<>();
        for (Block next : ordered) {
            Block block = next;
            while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).value >= block.value) {
                block = blocks.remove(blocks.size() - 1).plus(block);
            }
            blocks.add(block);
        }
        return blocks;
    }

    private record Block(double weight, double score, double value, int rows) {

        Block(double weight, double score, double value) {
            this(weight, score, value, 1);
        }

        Block plus(Block other) {
            double total = weight + other.weight;
            // Equal scores stay exactly equal, so that pooling finds them again.
            double centre = score == other.score ? score : (score * weight + other.score * other.weight) / total;
            return new Block(total, centre, (value * weight + other.value * other.weight) / total, rows + other.rows);
        }
    }
}
