package io.volute.xgboost;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.modeling.model.Forest;
import io.volute.modeling.model.Tree;
import io.volute.modeling.rows.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the JSON that XGBoost 3 saves of a {@code binary:logistic}, {@code multi:softprob} or {@code reg:squarederror}
 * model: leaves have no left child and carry their value where inner nodes have the threshold; trees of several classes
 * follow each other class by class, round by round. The base score is a list written as text: of one probability, of a
 * margin for each class, or of one number.
 */
final class XgboostModel {
    /** Decimals as they stand: by way of a double a number could be rounded twice on its way to 32 bits. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    /** The library clamps a base score to this distance from 0 and 1. */
    private static final double EDGE = 1e-6;

    private XgboostModel() {}

    static Forest read(byte[] json, Target target) {
        try {
            return forest(JSON.readTree(json).get("learner"), target);
        } catch (IOException e) {
            throw new UncheckedIOException("XGBoost saved a model that is not JSON", e);
        }
    }

    private static Forest forest(JsonNode learner, Target target) {
        JsonNode shape = learner.get("learner_model_param");
        JsonNode model = learner.get("gradient_booster").get("model");
        List<Tree> trees = new ArrayList<>();
        for (JsonNode tree : model.get("trees")) {
            int output = model.get("tree_info").get(trees.size()).asInt();
            if (output != trees.size() % target.width()) {
                throw new IllegalStateException(
                        "tree " + trees.size() + " belongs to class " + output + " (expected: class after class)");
            }
            trees.add(tree(tree));
        }
        return new Forest(
                target.framing(),
                shape.get("num_feature").asInt(),
                bases(shape.get("base_score").asText(), target),
                trees);
    }

    private static float[] bases(String text, Target target) {
        String[] scores = text.replace("[", "").replace("]", "").split(",", -1);
        if (scores.length != target.width()) {
            throw new IllegalStateException(
                    "base score " + text + ": of " + scores.length + " outputs (expected: " + target.width() + ")");
        }
        float[] bases = new float[scores.length];
        for (int i = 0; i < bases.length; i++) {
            bases[i] = target.framing() == Framing.BINARY
                    ? margin(Double.parseDouble(scores[i]))
                    : Float.parseFloat(scores[i]);
        }
        return bases;
    }

    private static float margin(double probability) {
        double inside = Math.min(1 - EDGE, Math.max(EDGE, probability));
        return (float) -StrictMath.log(1 / inside - 1);
    }

    private static Tree tree(JsonNode tree) {
        JsonNode left = tree.get("left_children");
        JsonNode value = tree.get("split_conditions");
        Tree.Builder builder = Tree.builder(left.size());
        for (int node = 0; node < left.size(); node++) {
            float number = value.get(node).decimalValue().floatValue();
            if (left.get(node).asInt() < 0) {
                builder.leaf(node, number);
            } else {
                builder.split(
                        node,
                        tree.get("split_indices").get(node).asInt(),
                        number,
                        left.get(node).asInt(),
                        tree.get("right_children").get(node).asInt(),
                        tree.get("default_left").get(node).asInt() == 1);
            }
        }
        return builder.build();
    }
}
