package io.volute.modeling.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.volute.modeling.exact.Exact;
import io.volute.modeling.feature.FeatureMatrix;
import jakarta.inject.Inject;
import java.util.Arrays;

/**
 * The same probability for every row.
 *
 * @param probability inside [0, 1]
 */
public record ConstantModel(double probability) implements Model {
    static final String FORM = "constant";

    @Override
    public String form() {
        return FORM;
    }

    @Override
    public JsonNode state() {
        return JsonNodeFactory.instance.objectNode().put("probability", Exact.write(probability));
    }

    @Override
    public double[] probabilities(FeatureMatrix rows) {
        double[] result = new double[rows.rows()];
        Arrays.fill(result, probability);
        return result;
    }

    /** Reads constants. */
    static final class Form implements ModelForm {
        @Inject
        Form() {}

        @Override
        public Model read(JsonNode state) {
            return new ConstantModel(Exact.read(state.get("probability")));
        }
    }
}
