package io.volute.modeling.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.modeling.exact.Exact;
import io.volute.modeling.feature.FeatureMatrix;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Weighted sums; features that are not stored count as zero. Two classes: the logistic function of one sum; several: one
 * sum for each, their exponentials as shares; a number: the sum itself.
 */
public final class LinearModel implements Model {
    static final String FORM = "linear";

    private final Framing framing;
    private final double[] intercepts;
    private final double[][] weights;

    /** A model of two classes with this intercept and one weight for each feature, all finite. */
    public LinearModel(double intercept, double[] weights) {
        this(Framing.BINARY, new double[] {intercept}, new double[][] {weights});
    }

    /**
     * A model of any framing.
     *
     * @param intercepts one for each output
     * @param weights for each output one weight for each feature, all finite
     */
    public LinearModel(Framing framing, double[] intercepts, double[][] weights) {
        if (intercepts.length != weights.length || intercepts.length == 0) {
            throw new IllegalArgumentException("weights: of " + weights.length + " outputs (expected "
                    + intercepts.length + " as there are intercepts, at least one)");
        }
        this.framing = framing;
        this.intercepts = intercepts.clone();
        this.weights = Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public String form() {
        return FORM;
    }

    @Override
    public JsonNode state() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        if (framing == Framing.BINARY) {
            state.put("intercept", Exact.write(intercepts[0]));
            state.set("weights", Exact.write(weights[0]));
            return state;
        }
        state.put("framing", framing.name());
        state.set("intercepts", Exact.write(intercepts));
        ArrayNode lists = state.putArray("weights");
        Arrays.stream(weights).map(Exact::write).forEach(lists::add);
        return state;
    }

    @Override
    public int outputs() {
        return intercepts.length;
    }

    @Override
    public double[] scores(FeatureMatrix rows) {
        if (rows.features() != weights[0].length) {
            throw new IllegalArgumentException(
                    "features: " + rows.features() + " (expected " + weights[0].length + " as in training)");
        }
        double[] result = new double[rows.rows() * intercepts.length];
        int place = 0;
        for (int row = 0; row < rows.rows(); row++) {
            for (int output = 0; output < intercepts.length; output++) {
                double[] own = weights[output];
                double sum = intercepts[output];
                for (int entry = rows.start(row); entry < rows.start(row + 1); entry++) {
                    sum += own[rows.feature(entry)] * rows.value(entry);
                }
                result[place++] = sum;
            }
        }
        return Link.apply(framing, intercepts.length, result);
    }

    /** Reads linear models. */
    static final class Form implements ModelForm {
        @Inject
        Form() {}

        @Override
        public Model read(JsonNode state) {
            if (!state.has("framing")) {
                return new LinearModel(Exact.read(state.get("intercept")), Exact.readAll(state.get("weights")));
            }
            List<double[]> weights = new ArrayList<>();
            state.get("weights").forEach(list -> weights.add(Exact.readAll(list)));
            return new LinearModel(
                    Framing.valueOf(state.get("framing").asText()),
                    Exact.readAll(state.get("intercepts")),
                    weights.toArray(double[][]::new));
        }
    }
}
