package io.volute.modeling.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.modeling.exact.Exact;

/** One binary tree in parallel lists, node 0 the root; immutable. */
public final class Tree {
    private final int[] features;
    private final int[] lefts;
    private final int[] rights;
    private final boolean[] defaultLefts;
    private final float[] values;

    private Tree(int[] features, int[] lefts, int[] rights, boolean[] defaultLefts, float[] values) {
        this.features = features;
        this.lefts = lefts;
        this.rights = rights;
        this.defaultLefts = defaultLefts;
        this.values = values;
    }

    int nodes() {
        return values.length;
    }

    boolean leaf(int node) {
        return lefts[node] < 0;
    }

    int leafCount() {
        int count = 0;
        for (int left : lefts) {
            count += left < 0 ? 1 : 0;
        }
        return count;
    }

    int feature(int node) {
        return features[node];
    }

    int left(int node) {
        return lefts[node];
    }

    int right(int node) {
        return rights[node];
    }

    boolean defaultLeft(int node) {
        return defaultLefts[node];
    }

    /** Threshold of an inner node, value of a leaf. */
    float value(int node) {
        return values[node];
    }

    JsonNode state() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        ArrayNode defaults = state.putArray("defaultLeft");
        ArrayNode feature = state.putArray("feature");
        ArrayNode left = state.putArray("left");
        ArrayNode right = state.putArray("right");
        ArrayNode value = state.putArray("value");
        for (int node = 0; node < nodes(); node++) {
            defaults.add(defaultLefts[node] ? 1 : 0);
            feature.add(features[node]);
            left.add(lefts[node]);
            right.add(rights[node]);
            value.add(Exact.write(values[node]));
        }
        return state;
    }

    static Tree read(JsonNode state) {
        Builder builder = builder(state.get("value").size());
        for (int node = 0; node < state.get("value").size(); node++) {
            float value = (float) Exact.read(state.get("value").get(node));
            int left = state.get("left").get(node).asInt();
            if (left < 0) {
                builder.leaf(node, value);
            } else {
                builder.split(
                        node,
                        state.get("feature").get(node).asInt(),
                        value,
                        left,
                        state.get("right").get(node).asInt(),
                        state.get("defaultLeft").get(node).asInt() == 1);
            }
        }
        return builder.build();
    }

    /** Starts a tree of so many nodes. */
    public static Builder builder(int nodes) {
        return new Builder(nodes);
    }

    /** Sets nodes; not thread-safe. */
    public static final class Builder {
        private static final int LEAF = -1;

        private final int[] features;
        private final int[] lefts;
        private final int[] rights;
        private final boolean[] defaultLefts;
        private final float[] values;

        private Builder(int nodes) {
            this.features = new int[nodes];
            this.lefts = new int[nodes];
            this.rights = new int[nodes];
            this.defaultLefts = new boolean[nodes];
            this.values = new float[nodes];
        }

        /** An inner node: rows with {@code feature < threshold} go left, rows without the feature the default way. */
        public Builder split(int node, int feature, float threshold, int left, int right, boolean defaultLeft) {
            features[node] = feature;
            values[node] = finite(threshold);
            lefts[node] = left;
            rights[node] = right;
            defaultLefts[node] = defaultLeft;
            return this;
        }

        /** A leaf that adds this much to the margin. */
        public Builder leaf(int node, float value) {
            values[node] = finite(value);
            lefts[node] = LEAF;
            rights[node] = LEAF;
            return this;
        }

        /** The tree. */
        public Tree build() {
            return new Tree(features.clone(), lefts.clone(), rights.clone(), defaultLefts.clone(), values.clone());
        }

        private static float finite(float value) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("tree value: " + value + " (expected: a finite number)");
            }
            return value;
        }
    }
}
