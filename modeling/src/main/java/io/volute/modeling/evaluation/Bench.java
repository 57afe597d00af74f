package io.volute.modeling.evaluation;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.modeling.ModelRuntime;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.StepContext;
import io.volute.core.table.Column;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import io.volute.modeling.ModelingError;
import io.volute.modeling.rows.LabelledRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What the judge sits on: all rows that judge, in the order of the folds, with every candidate's probability for each.
 * Place i of a list here is judged row i.
 */
final class Bench {
    private final LabelledRows rows;
    private final Split split;
    private final int[] newestFold;
    private final int[] numbers;
    private final BitSet ruleActs;
    private final DecisionCosts costs;
    private final Objective objective;
    private final SortedMap<String, double[]> probabilities;

    private Bench(
            LabelledRows rows,
            Split split,
            int[] newestFold,
            int[] numbers,
            BitSet ruleActs,
            DecisionCosts costs,
            Objective objective,
            SortedMap<String, double[]> probabilities) {
        this.rows = rows;
        this.split = split;
        this.newestFold = newestFold;
        this.numbers = numbers;
        this.ruleActs = ruleActs;
        this.costs = costs;
        this.objective = objective;
        this.probabilities = probabilities;
    }

    static Bench of(Judge.Input input, StepContext context) {
        LabelledRows rows = LabelledRows.of(
                input.examples().values().stream()
                        .map(artifact -> context.load(Examples.class, artifact))
                        .toList(),
                input.truth().values().stream()
                        .map(artifact -> context.load(Truth.class, artifact))
                        .toList());
        Split split = context.load(Split.class, input.split());
        List<int[]> folds =
                split.folds().stream().map(fold -> rows.fold(fold).judged()).toList();
        int[] numbers = folds.stream().flatMapToInt(IntStream::of).toArray();
        SortedMap<String, double[]> probabilities = new TreeMap<>();
        input.foldScores()
                .forEach((key, artifact) -> probabilities.put(
                        key, probabilities(key, context.load(FoldScores.class, artifact), rows, numbers)));
        return new Bench(
                rows,
                split,
                folds.get(folds.size() - 1),
                numbers,
                Expression.parse(context.load(BaselineRule.class, input.baselineRule())
                                .actWhen())
                        .select(rows.table()),
                context.load(DecisionCosts.class, input.costs()),
                context.load(Objective.class, input.objective()),
                probabilities);
    }

    /**
     * A candidate's probabilities; its rows must be exactly the ones that judge, which were drawn here again from the
     * split: so no row judges a model that was trained on it, whatever the trainer did.
     */
    private static double[] probabilities(String key, FoldScores scores, LabelledRows rows, int[] numbers) {
        Table table = scores.rows();
        Column ids = table.column(Examples.ROW_ID);
        Column probability = table.column(FoldScores.PROBABILITY);
        double[] result = new double[numbers.length];
        boolean same = table.rows() == numbers.length;
        for (int i = 0; same && i < numbers.length; i++) {
            same = ids.textAt(i).equals(rows.rowId(numbers[i]));
            result[i] = probability.doubleAt(i);
        }
        if (!same) {
            throw new VoluteException(
                    ModelingError.JUDGED_ON_TRAINING_ROWS,
                    "candidate " + key + ": scored " + table.rows() + " rows that are not the " + numbers.length
                            + " that judge (expected: the judged rows of the split, none of them trained on)");
        }
        return result;
    }

    Split split() {
        return split;
    }

    List<String> foldNames() {
        return split.folds().stream().map(Split.Fold::name).toList();
    }

    DecisionCosts costs() {
        return costs;
    }

    Objective objective() {
        return objective;
    }

    SortedMap<String, double[]> probabilities() {
        return probabilities;
    }

    /** All rows that judge. */
    JudgedRows judged() {
        return new JudgedRows(rows, numbers, ruleActs, costs);
    }

    /** The judged rows at these places. */
    JudgedRows judgedAt(int[] places) {
        return new JudgedRows(
                rows, IntStream.of(places).map(place -> numbers[place]).toArray(), ruleActs, costs);
    }

    /** Places of the newest fold's rows that a model which knows labels up to the cut has not seen. */
    int[] unseenPlaces(Instant cut) {
        Set<Integer> unseen = new HashSet<>();
        IntStream.of(rows.unseen(newestFold, cut)).forEach(unseen::add);
        return IntStream.range(numbers.length - newestFold.length, numbers.length)
                .filter(place -> unseen.contains(numbers[place]))
                .toArray();
    }

    /** A candidate's probabilities at these places. */
    double[] pick(String key, int[] places) {
        double[] all = probabilities.getOrDefault(key, new double[0]);
        return IntStream.of(places).mapToDouble(place -> all[place]).toArray();
    }

    /** A loaded model's probabilities for these rows. */
    double[] score(ModelRuntime.Scorer scorer, JudgedRows judged) {
        return scorer.score(rows.table()
                .pick(IntStream.range(0, judged.size()).map(judged::number).toArray()));
    }

    /** Rows that each guardrail of the objective counts. */
    List<Scoreboard.NamedRows> guardrails() {
        List<Scoreboard.NamedRows> result = new ArrayList<>();
        for (Objective.Guardrail guardrail : objective.guardrails()) {
            result.add(
                    new Scoreboard.NamedRows(guardrail.name(), rows.whereTruth(Expression.parse(guardrail.where()))));
        }
        return result;
    }
}
