package com.example.stump;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.modeling.feature.FeatureMatrix;
import io.volute.modeling.model.Complexity;
import io.volute.modeling.model.Forest;
import io.volute.modeling.model.Tree;
import io.volute.modeling.trainer.Trainer;
import io.volute.modeling.trainer.TrainingRows;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A decision stump: the one question, of the form "is this feature below that value?", whose two answers tell most about
 * the event, by log loss. Its model is a forest of one tree, a form that Volute scores by itself: a package trained here
 * is used where this jar is not.
 */
final class StumpTrainer implements Trainer {
    /** Binds to {@code {trainer: stump, min-rows: 100}}; the defaults and phrases show in the spec's JSON Schema. */
    @Doc("a tree with one split")
    record Options(
            @Doc("training rows on each side of the split, at least") @Default("50")
            int minRows) {
        Options {
            if (minRows < 1) {
                throw new IllegalArgumentException("min-rows: " + minRows + " (expected: 1 or more)");
            }
        }
    }

    /** Rows on one side, and how many of them had the event. */
    private record Side(int rows, int events) {
        Side minus(Side other) {
            return new Side(rows - other.rows, events - other.events);
        }

        /** Never 0 or 1, so that no answer is taken for certain. */
        double probability() {
            return (events + 1.0) / (rows + 2.0);
        }

        double logLoss() {
            return -events * StrictMath.log(probability()) - (rows - events) * StrictMath.log(1 - probability());
        }

        float margin() {
            return (float) StrictMath.log(probability() / (1 - probability()));
        }
    }

    /** A feature's value in one row, as trees compare it, and whether the event happened. */
    private record Value(float value, boolean event) {}

    /** One way to ask; rows without the feature go left or right. */
    private record Split(int feature, float threshold, boolean absentLeft, Side left, Side right) {
        double logLoss() {
            return left.logLoss() + right.logLoss();
        }
    }

    @Inject
    StumpTrainer() {}

    /** Raise it whenever the same rows and options would give another model; old models are then never reused. */
    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public Complexity.Family family() {
        return Complexity.Family.TREE;
    }

    @Override
    public Trained train(Record options, TrainingRows rows, long seed, Watch watch) {
        int minRows = ((Options) options).minRows();
        int features = rows.features().features();
        List<List<Value>> values = values(rows);
        Side all = new Side(rows.rows(), rows.positives());
        Split best = null;
        for (int feature = 0; feature < features; feature++) {
            for (Split split : splits(feature, values.get(feature), all)) {
                boolean allowed = split.left().rows() >= minRows && split.right().rows() >= minRows;
                // Only what is strictly better replaces what came before, so that ties have one answer.
                if (allowed && split.logLoss() < (best == null ? all.logLoss() : best.logLoss())) {
                    best = split;
                }
            }
            watch.progress(feature + 1L, features, "features");
        }
        Forest forest = new Forest(features, 0, List.of(tree(best, all)));
        return new Trained(forest, forest.leafCount());
    }

    private static Tree tree(Split best, Side all) {
        if (best == null) {
            return Tree.builder(1).leaf(0, all.margin()).build();
        }
        return Tree.builder(3)
                .split(0, best.feature(), best.threshold(), 1, 2, best.absentLeft())
                .leaf(1, best.left().margin())
                .leaf(2, best.right().margin())
                .build();
    }

    /** The stored values of each feature, ascending. What is not stored is absent to a tree. */
    private static List<List<Value>> values(TrainingRows rows) {
        FeatureMatrix features = rows.features();
        List<List<Value>> values = new ArrayList<>();
        for (int feature = 0; feature < features.features(); feature++) {
            values.add(new ArrayList<>());
        }
        for (int row = 0; row < rows.rows(); row++) {
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                float value = Forest.single(features.value(entry));
                values.get(features.feature(entry)).add(new Value(value, rows.label(row)));
            }
        }
        values.forEach(list -> list.sort(Comparator.comparing(Value::value)));
        return values;
    }

    /** Below each of the values, with the rows that lack the feature on either side. */
    private static List<Split> splits(int feature, List<Value> values, Side all) {
        List<Split> splits = new ArrayList<>();
        int events = (int) values.stream().filter(Value::event).count();
        Side absent = all.minus(new Side(values.size(), events));
        Side below = new Side(0, 0);
        for (int i = 0; i < values.size(); i++) {
            float value = values.get(i).value();
            if (i == 0 || value > values.get(i - 1).value()) {
                Side left = new Side(below.rows() + absent.rows(), below.events() + absent.events());
                splits.add(new Split(feature, value, false, below, all.minus(below)));
                splits.add(new Split(feature, value, true, left, all.minus(left)));
            }
            below = new Side(below.rows() + 1, below.events() + (values.get(i).event() ? 1 : 0));
        }
        return splits;
    }
}
