package io.volute.modeling.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.error.VoluteException;
import io.volute.modeling.ModelingError;
import io.volute.modeling.exact.Exact;
import io.volute.modeling.feature.FeatureMatrix;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Added trees: behind a logistic function for two classes, one sum of trees for each of several classes, as they are for
 * a number; in arrays that are walked without branches. Features are compared as 32-bit
 * numbers, {@code x < threshold} goes left, a feature that is not stored goes the node's default way; leaves are added
 * as 32-bit numbers in the order of the trees, so that the margin is the one of the library that grew them.
 *
 * <p>A node is one {@code long}: threshold bits 32, left child 31, default-left 1; right is left + 1. Its feature lies
 * beside it, so that one-hot features may be many. A leaf points at itself: its threshold is infinite and its default is
 * left, so every walk takes as many steps as the tree is deep, and only finite features may come (see {@link #single}).
 */
public final class Forest implements Model {
    static final String FORM = "forest";

    private static final int TOGETHER = 4;

    private final Framing framing;
    private final int features;
    private final float[] bases;
    private final List<Tree> trees;
    private final int[] roots;
    private final int[] depths;
    private final long[] nodes;
    private final int[] nodeFeatures;
    private final float[] leaves;

    /**
     * Lays trees out, for two classes.
     *
     * @param features number of features
     * @param base margin that every row starts with
     * @param trees in the order in which their leaves are added
     */
    public Forest(int features, float base, List<Tree> trees) {
        this(Framing.BINARY, features, new float[] {base}, trees);
    }

    /**
     * Lays trees out.
     *
     * @param features number of features
     * @param bases margin that every row starts with, for each output
     * @param trees in the order in which their leaves are added; tree i belongs to output i mod outputs
     */
    public Forest(Framing framing, int features, float[] bases, List<Tree> trees) {
        if (bases.length == 0 || trees.size() % bases.length != 0) {
            throw new IllegalArgumentException(
                    "trees: " + trees.size() + " for " + bases.length + " outputs (expected: equally many for each)");
        }
        this.framing = framing;
        this.features = features;
        this.bases = bases.clone();
        this.trees = List.copyOf(trees);
        int size = trees.stream().mapToInt(Tree::nodes).sum();
        this.roots = new int[trees.size()];
        this.depths = new int[trees.size()];
        this.nodes = new long[size];
        this.nodeFeatures = new int[size];
        this.leaves = new float[size];
        int next = 0;
        int rounds = trees.size() / bases.length;
        for (int place = 0; place < roots.length; place++) {
            // All trees of an output side by side, so that its sum is one walk.
            Tree tree = trees.get(place % rounds * bases.length + place / rounds);
            roots[place] = next;
            depths[place] = lay(tree, next);
            next += tree.nodes();
        }
    }

    /** Puts one tree at {@code first}, breadth first, so that siblings are neighbours; returns its depth. */
    private int lay(Tree tree, int first) {
        int[] queue = new int[tree.nodes()];
        int[] level = new int[tree.nodes()];
        int tail = 1;
        for (int head = 0; head < tail; head++) {
            int from = queue[head];
            int place = first + head;
            if (tree.leaf(from)) {
                nodes[place] = node(Float.POSITIVE_INFINITY, place, true);
                leaves[place] = tree.value(from);
            } else {
                nodes[place] = node(tree.value(from), first + tail, tree.defaultLeft(from));
                nodeFeatures[place] = tree.feature(from);
                for (int child : new int[] {tree.left(from), tree.right(from)}) {
                    queue[tail] = child;
                    level[tail++] = level[head] + 1;
                }
            }
        }
        return level[tail - 1];
    }

    private static long node(float threshold, int left, boolean defaultLeft) {
        return ((long) Float.floatToRawIntBits(threshold) << 32) | ((long) left << 1) | (defaultLeft ? 1 : 0);
    }

    @Override
    public String form() {
        return FORM;
    }

    /** Leaves of all trees. */
    public int leafCount() {
        return trees.stream().mapToInt(Tree::leafCount).sum();
    }

    @Override
    public int outputs() {
        return bases.length;
    }

    @Override
    public double[] scores(FeatureMatrix rows) {
        float[] margins = margins(rows);
        double[] result = new double[margins.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = margins[i];
        }
        return Link.apply(framing, bases.length, result);
    }

    /** Sum of leaves and base for each row and output, row after row. */
    public float[] margins(FeatureMatrix rows) {
        if (rows.features() != features) {
            throw new IllegalArgumentException(
                    "features: " + rows.features() + " (expected " + features + " as in training)");
        }
        float[] dense = new float[Math.max(features, 1)];
        Arrays.fill(dense, Float.NaN);
        int rounds = trees.size() / bases.length;
        float[] result = new float[rows.rows() * bases.length];
        int place = 0;
        for (int row = 0; row < rows.rows(); row++) {
            for (int entry = rows.start(row); entry < rows.start(row + 1); entry++) {
                dense[rows.feature(entry)] = single(rows.value(entry));
            }
            for (int output = 0; output < bases.length; output++) {
                result[place++] = margin(dense, bases[output], output * rounds, (output + 1) * rounds);
            }
            for (int entry = rows.start(row); entry < rows.start(row + 1); entry++) {
                dense[rows.feature(entry)] = Float.NaN;
            }
        }
        return result;
    }

    /**
     * A feature as trees see it.
     *
     * @throws VoluteException NOT_FINITE when it does not fit into 32 bits; it would walk out of a leaf
     */
    public static float single(double value) {
        float narrow = (float) value;
        if (!Float.isFinite(narrow)) {
            throw new VoluteException(
                    ModelingError.NOT_FINITE,
                    "feature value: " + value + " (expected: a number that fits into 32 bits, below 3.4e38)");
        }
        return narrow;
    }

    private float margin(float[] x, float base, int from, int to) {
        float sum = base;
        int tree = from;
        for (; tree + TOGETHER <= to; tree += TOGETHER) {
            int a = roots[tree];
            int b = roots[tree + 1];
            int c = roots[tree + 2];
            int d = roots[tree + 3];
            int depth =
                    Math.max(Math.max(depths[tree], depths[tree + 1]), Math.max(depths[tree + 2], depths[tree + 3]));
            // Four walks at once hide the latency of each one's loads.
            for (int step = 0; step < depth; step++) {
                a = next(a, x);
                b = next(b, x);
                c = next(c, x);
                d = next(d, x);
            }
            sum += leaves[a];
            sum += leaves[b];
            sum += leaves[c];
            sum += leaves[d];
        }
        for (; tree < to; tree++) {
            int at = roots[tree];
            for (int step = 0; step < depths[tree]; step++) {
                at = next(at, x);
            }
            sum += leaves[at];
        }
        return sum;
    }

    private int next(int at, float[] x) {
        long node = nodes[at];
        float value = x[nodeFeatures[at]];
        float threshold = Float.intBitsToFloat((int) (node >>> 32));
        int left = (int) (node >>> 1) & Integer.MAX_VALUE;
        // As arithmetic, since a branch would be mispredicted at every other node: three times slower.
        int below = value < threshold ? 1 : 0;
        int missing = Float.isNaN(value) ? 1 : 0;
        return left + 1 - (below | (missing & (int) node));
    }

    @Override
    public JsonNode state() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        if (framing == Framing.BINARY) {
            state.put("base", Exact.write(bases[0]));
        } else {
            ArrayNode list = state.putArray("bases");
            for (float base : bases) {
                list.add(Exact.write(base));
            }
            state.put("framing", framing.name());
        }
        state.put("features", features);
        ArrayNode list = state.putArray("trees");
        trees.forEach(tree -> list.add(tree.state()));
        return state;
    }

    /** Reads forests. */
    static final class Form implements ModelForm {
        @Inject
        Form() {}

        @Override
        public Model read(JsonNode state) {
            List<Tree> trees = new ArrayList<>();
            state.get("trees").forEach(tree -> trees.add(Tree.read(tree)));
            int features = state.get("features").asInt();
            if (!state.has("framing")) {
                return new Forest(features, (float) Exact.read(state.get("base")), trees);
            }
            double[] exact = Exact.readAll(state.get("bases"));
            float[] bases = new float[exact.length];
            for (int i = 0; i < bases.length; i++) {
                bases[i] = (float) exact[i];
            }
            return new Forest(Framing.valueOf(state.get("framing").asText()), features, bases, trees);
        }
    }
}
