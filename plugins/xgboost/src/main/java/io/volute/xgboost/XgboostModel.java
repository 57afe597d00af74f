package io.volute.xgboost;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.volute.modeling.model.Forest;
import io.volute.modeling.model.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the JSON that XGBoost 3 saves of a {@code binary:logistic} model: leaves have no left child and carry their
 * value where inner nodes have the threshold; the base score is a probability in a list of one, written as text.
 */
final class XgboostModel {
    /** Decimals as they stand: by way of a double a number could be rounded twice on its way to 32 bits. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    /** The library clamps a base score to this distance from 0 and 1. */
    private static final double EDGE = 1e-6;

    private XgboostModel() {}

    static Forest read(byte[] json) {
        try {
            return forest(JSON.readTree(json).get("learner"));
        } catch (IOException e) {
            throw new UncheckedIOException("XGBoost saved a model that is not JSON", e);
        }
    }

    private static Forest forest(JsonNode learner) {
        JsonNode shape = learner.get("learner_model_param");
        List<Tree> trees = new ArrayList<>();
        for (JsonNode tree : learner.get("gradient_booster").get("model").get("trees")) {
            trees.add(tree(tree));
        }
        return new Forest(
                shape.get("num_feature").asInt(), base(shape.get("base_score").asText()), trees);
    }

    private static float base(String text) {
        double probability = Double.parseDouble(text.replace("[", "").replace("]", ""));
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
