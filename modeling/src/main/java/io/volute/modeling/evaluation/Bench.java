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
import io.volute.modeling.model.ConstantModel;
import io.volute.modeling.rows.FoldRows;
import io.volute.modeling.rows.LabelledRows;
import io.volute.modeling.rows.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What the judge sits on: all rows that judge, in the order of the folds, with every candidate's scores for each. Place i
 * of a list here is judged row i.
 */
final class Bench {
    private final LabelledRows rows;
    private final Split split;
    private final int[] newestFold;
    private final int[] numbers;
    private final Target target;
    private final double[] baseline;
    private final Yardstick yardstick;
    private final Objective objective;
    private final SortedMap<String, double[]> scores;

    private Bench(
            LabelledRows rows,
            Split split,
            List<FoldRows> folds,
            Yardstick yardstick,
            Objective objective,
            SortedMap<String, double[]> scores) {
        this.rows = rows;
        this.split = split;
        this.newestFold = folds.get(folds.size() - 1).judged();
        this.numbers = judged(folds);
        this.target = rows.target(split.knownUntil());
        this.baseline = baseline(rows, folds, target);
        this.yardstick = yardstick;
        this.objective = objective;
        this.scores = scores;
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
        List<FoldRows> folds = split.folds().stream().map(rows::fold).toList();
        int[] numbers = judged(folds);
        Objective objective = context.load(Objective.class, input.objective());
        SortedMap<String, double[]> scores = new TreeMap<>();
        input.foldScores()
                .forEach((key, artifact) ->
                        scores.put(key, scores(key, context.load(FoldScores.class, artifact), rows, numbers)));
        return new Bench(rows, split, folds, yardstick(input, context, rows, objective), objective, scores);
    }

    private static int[] judged(List<FoldRows> folds) {
        return folds.stream().flatMapToInt(fold -> IntStream.of(fold.judged())).toArray();
    }

    private static Yardstick yardstick(Judge.Input input, StepContext context, LabelledRows rows, Objective objective) {
        if (input.costs().isEmpty()) {
            return Yardstick.Loss.of(rows.framing());
        }
        Yardstick.Money.requireEvent(rows.framing());
        return new Yardstick.Money(
                context.load(DecisionCosts.class, input.costs().get()),
                input.baselineRule().map(artifact -> rule(context.load(BaselineRule.class, artifact), rows)),
                objective.unit());
    }

    private static Yardstick.Money.Rule rule(BaselineRule rule, LabelledRows rows) {
        return new Yardstick.Money.Rule(rule, Expression.parse(rule.actWhen()).select(rows.table()));
    }

    /** What a constant that each fold's training rows teach says of its judged rows. */
    private static double[] baseline(LabelledRows rows, List<FoldRows> folds, Target target) {
        return folds.stream()
                .flatMapToDouble(fold -> {
                    Target own = rows.target(fold.train());
                    double[] constant = target.aligned(
                            own, ConstantModel.best(own.framing(), own.width(), rows.labels(fold.train(), own)));
                    return IntStream.of(fold.judged()).boxed().flatMapToDouble(row -> DoubleStream.of(constant));
                })
                .toArray();
    }

    /**
     * A candidate's scores; its rows must be exactly the ones that judge, which were drawn here again from the split: so
     * no row judges a model that was trained on it, whatever the trainer did.
     */
    private static double[] scores(String key, FoldScores scores, LabelledRows rows, int[] numbers) {
        Table table = scores.rows();
        Column ids = table.column(Examples.ROW_ID);
        boolean same = table.rows() == numbers.length;
        for (int i = 0; same && i < numbers.length; i++) {
            same = ids.textAt(i).equals(rows.rowId(numbers[i]));
        }
        if (!same) {
            throw new VoluteException(
                    ModelingError.JUDGED_ON_TRAINING_ROWS,
                    "candidate " + key + ": scored " + table.rows() + " rows that are not the " + numbers.length
                            + " that judge (expected: the judged rows of the split, none of them trained on)");
        }
        return scores.scores();
    }

    Split split() {
        return split;
    }

    List<String> foldNames() {
        return split.folds().stream().map(Split.Fold::name).toList();
    }

    /** What is predicted. */
    Target target() {
        return target;
    }

    /** Whether rows have decision times. */
    boolean dated() {
        return rows.dated();
    }

    Yardstick yardstick() {
        return yardstick;
    }

    Objective objective() {
        return objective;
    }

    SortedMap<String, double[]> scores() {
        return scores;
    }

    /** All rows that judge. */
    JudgedRows judged() {
        return new JudgedRows(numbers, target, rows.labels(numbers, target), baseline);
    }

    /** The judged rows at these places. */
    JudgedRows judgedAt(int[] places) {
        int[] there = IntStream.of(places).map(place -> numbers[place]).toArray();
        return new JudgedRows(there, target, rows.labels(there, target), pick(baseline, places));
    }

    /** Places of the newest fold's rows that a model which knows labels up to the cut has not seen. */
    int[] unseenPlaces(Instant cut) {
        Set<Integer> unseen = new HashSet<>();
        IntStream.of(rows.unseen(newestFold, cut)).forEach(unseen::add);
        return IntStream.range(numbers.length - newestFold.length, numbers.length)
                .filter(place -> unseen.contains(numbers[place]))
                .toArray();
    }

    /** A candidate's scores at these places. */
    double[] pick(String key, int[] places) {
        return pick(scores.getOrDefault(key, new double[0]), places);
    }

    private double[] pick(double[] all, int[] places) {
        int width = target.width();
        return IntStream.of(places)
                .flatMap(place -> IntStream.range(place * width, (place + 1) * width))
                .mapToDouble(i -> all[i])
                .toArray();
    }

    /** A loaded model's scores for these rows; it predicts the same framing, if perhaps other classes. */
    double[] score(ModelRuntime.Scorer scorer, Target theirs, JudgedRows judged) {
        return target.aligned(
                theirs,
                scorer.score(rows.table()
                        .pick(IntStream.range(0, judged.size())
                                .map(judged::number)
                                .toArray())));
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
