package io.volute.modeling.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.error.VoluteException;
import io.volute.modeling.ModelingError;
import io.volute.modeling.feature.FeatureMatrix;
import io.volute.statistics.random.Draws;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForestTest {
    /** x0 < .5 ? (x1 < .5 ? 1 : 3) : 7, the tree of Lundberg's example; x1 missing goes right. */
    private static final Tree TREE = Tree.builder(5)
            .split(0, 0, .5f, 1, 2, true)
            .split(1, 1, .5f, 3, 4, false)
            .leaf(2, 7)
            .leaf(3, 1)
            .leaf(4, 3)
            .build();

    @Test
    void goesLeftBelowTheThresholdOnly() {
        Forest forest = new Forest(2, 0, List.of(TREE));
        assertThat(forest.margins(row(0, 0))).containsExactly(1);
        assertThat(forest.margins(row(0, .5))).containsExactly(3);
        assertThat(forest.margins(row(.5, 0))).containsExactly(7);
        assertThat(forest.leafCount()).isEqualTo(3);
    }

    @Test
    void sendsAMissingFeatureTheDefaultWay() {
        Forest forest = new Forest(2, 0, List.of(TREE));
        assertThat(forest.margins(row(Double.NaN, 0))).containsExactly(1);
        assertThat(forest.margins(row(0, Double.NaN))).containsExactly(3);
    }

    @Test
    void addsBaseAndTreesOfDifferentDepth() {
        Tree leaf = Tree.builder(1).leaf(0, .25f).build();
        Forest forest = new Forest(2, .5f, List.of(TREE, leaf, leaf, TREE, leaf));
        assertThat(forest.margins(row(0, 1))).containsExactly(.5f + 3 + .25f + .25f + 3 + .25f);
        assertThat(new Forest(2, 0, List.of()).scores(row(1, 1))).containsExactly(.5);
    }

    @Test
    void refusesAFeatureThatDoesNotFit() {
        Forest forest = new Forest(2, 0, List.of(TREE));
        assertThatThrownBy(() -> forest.margins(row(1e39, 0)))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.NOT_FINITE));
    }

    @Test
    void refusesAnotherNumberOfFeatures() {
        Forest forest = new Forest(3, 0, List.of());
        assertThatThrownBy(() -> forest.margins(row(0, 0))).hasMessage("features: 2 (expected 3 as in training)");
    }

    /** The naive walk over the trees as they were built, on random forests. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void walksAsANaiveWalkDoes(long seed) {
        Draws draws = Draws.of(seed);
        int features = 1 + draws.below(700);
        List<Tree> trees = new ArrayList<>();
        for (int i = 0; i < 1 + draws.below(9); i++) {
            trees.add(grow(draws, features, draws.below(40)));
        }
        float base = (float) draws.normal();
        Forest forest = new Forest(features, base, trees);
        Forest again = (Forest) new Forest.Form().read(forest.state());
        for (int i = 0; i < 200; i++) {
            double[] x = new double[features];
            for (int k = 0; k < features; k++) {
                x[k] = draws.uniform() < .3 ? Double.NaN : Math.rint(draws.normal() * 4) / 4;
            }
            float expected = sum(base, trees, x);
            assertThat(forest.margins(row(x))).as("seed %d", seed).containsExactly(expected);
            assertThat(again.margins(row(x))).containsExactly(expected);
        }
    }

    private static float sum(float base, List<Tree> trees, double[] x) {
        float sum = base;
        for (Tree tree : trees) {
            int node = 0;
            while (!tree.leaf(node)) {
                float value = (float) x[tree.feature(node)];
                boolean left = Float.isNaN(value) ? tree.defaultLeft(node) : value < tree.value(node);
                node = left ? tree.left(node) : tree.right(node);
            }
            sum += tree.value(node);
        }
        return sum;
    }

    /** Splits random leaves; children get the next two numbers. */
    private static Tree grow(Draws draws, int features, int splits) {
        Tree.Builder builder = Tree.builder(2 * splits + 1);
        List<Integer> leaves = new ArrayList<>(List.of(0));
        int next = 1;
        for (int i = 0; i < splits; i++) {
            int node = leaves.remove(draws.below(leaves.size()));
            float threshold = (float) (Math.rint(draws.normal() * 4) / 4);
            builder.split(node, draws.below(features), threshold, next, next + 1, draws.uniform() < .5);
            leaves.add(next++);
            leaves.add(next++);
        }
        leaves.forEach(leaf -> builder.leaf(leaf, (float) draws.normal()));
        return builder.build();
    }

    private static FeatureMatrix row(double... x) {
        FeatureMatrix.Builder builder = FeatureMatrix.builder(x.length, 1);
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(x[i])) {
                builder.add(i, x[i]);
            }
        }
        builder.endRow();
        return builder.build();
    }
}
