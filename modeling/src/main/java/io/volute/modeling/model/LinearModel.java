package io.volute.modeling.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.modeling.exact.Exact;
import io.volute.modeling.feature.FeatureMatrix;
import jakarta.inject.Inject;

/** Logistic function of a weighted sum; features that are not stored count as zero. */
public final class LinearModel implements Model {
    static final String FORM = "linear";

    private final double intercept;
    private final double[] weights;

    /** A model of this intercept and one weight for each feature, all finite. */
    public LinearModel(double intercept, double[] weights) {
        this.intercept = intercept;
        this.weights = weights.clone();
    }

    @Override
    public String form() {
        return FORM;
    }

    @Override
    public JsonNode state() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("intercept", Exact.write(intercept));
        state.set("weights", Exact.write(weights));
        return state;
    }

    @Override
    public double[] probabilities(FeatureMatrix rows) {
        if (rows.features() != weights.length) {
            throw new IllegalArgumentException(
                    "features: " + rows.features() + " (expected " + weights.length + " as in training)");
        }
        double[] result = new double[rows.rows()];
        for (int row = 0; row < result.length; row++) {
            double sum = intercept;
            for (int entry = rows.start(row); entry < rows.start(row + 1); entry++) {
                sum += weights[rows.feature(entry)] * rows.value(entry);
            }
            result[row] = logistic(sum);
        }
        return result;
    }

    /** {@code 1 / (1 + e^-margin)}, the same bits on every platform. */
    static double logistic(double margin) {
        return 1 / (1 + StrictMath.exp(-margin));
    }

    /** Reads linear models. */
    static final class Form implements ModelForm {
        @Inject
        Form() {}

        @Override
        public Model read(JsonNode state) {
            return new LinearModel(Exact.read(state.get("intercept")), Exact.readAll(state.get("weights")));
        }
    }
}
