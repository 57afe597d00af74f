package io.volute.modeling.evaluation;

import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.modeling.rows.LabelledRows;
import java.util.BitSet;

/** Rows on which decisions are compared in money: labels, and what today's rule does. Row i here is row i of scores. */
final class JudgedRows {
    private final int[] numbers;
    private final boolean[] labels;
    private final boolean[] ruleActs;
    private final DecisionCosts costs;

    JudgedRows(LabelledRows rows, int[] numbers, BitSet ruleActs, DecisionCosts costs) {
        this.numbers = numbers.clone();
        this.labels = rows.labels(numbers);
        this.ruleActs = new boolean[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            this.ruleActs[i] = ruleActs.get(numbers[i]);
        }
        this.costs = costs;
    }

    int size() {
        return numbers.length;
    }

    /** Number of the row among all examples. */
    int number(int row) {
        return numbers[row];
    }

    boolean label(int row) {
        return labels[row];
    }

    boolean[] labels() {
        return labels.clone();
    }

    boolean ruleActs(int row) {
        return ruleActs[row];
    }

    /** Whether a model acts at this probability. */
    boolean acts(double probability) {
        return probability >= costs.threshold();
    }

    /** Cost of the rule's decision on each row. */
    double[] ruleCosts() {
        double[] result = new double[size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = costs.cost(ruleActs[i], labels[i]);
        }
        return result;
    }

    /** Cost of a model's decision on each row. */
    double[] costs(double[] probabilities) {
        double[] result = new double[size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = costs.cost(acts(probabilities[i]), labels[i]);
        }
        return result;
    }
}
